package dev.datamigration.transfer.incremental;

import dev.datamigration.database.Position;
import dev.datamigration.database.postgres.replication.PgOutputMessage;

/** What comes from the source, in order. */
sealed interface ReceivedMessage {
    record Message(PgOutputMessage message) implements ReceivedMessage {}

    /** Everything committed before this position has been received. */
    record UpTo(Position position) implements ReceivedMessage {}
}
