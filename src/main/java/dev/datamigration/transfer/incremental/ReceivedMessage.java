package dev.datamigration.transfer.incremental;

import dev.datamigration.database.postgres.Lsn;
import dev.datamigration.database.postgres.replication.PgOutputMessage;

/** What comes from the source, in order. */
sealed interface ReceivedMessage {
    record Message(PgOutputMessage message) implements ReceivedMessage {}

    /** Everything committed before this position has been received. */
    record UpTo(Lsn position) implements ReceivedMessage {}
}
