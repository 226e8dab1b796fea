package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import dev.datamigration.database.postgres.replication.pgoutput.PgOutputMessage;

/** What comes from the source, in order. */
public sealed interface ReceivedMessage {
    record Message(PgOutputMessage message) implements ReceivedMessage {}

    /** Everything committed before this position has been received. */
    record UpTo(Position position) implements ReceivedMessage {}
}
