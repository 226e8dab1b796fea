package dev.datamigration.transfer.incremental;

import dev.datamigration.database.postgres.Lsn;
import dev.datamigration.database.postgres.replication.PgOutputMessage;

/** What comes from the source, in order. */
sealed interface Received {
    record Message(PgOutputMessage message) implements Received {}

    /** Everything committed before this position has been received. */
    record UpTo(Lsn position) implements Received {}
}
