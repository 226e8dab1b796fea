package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import dev.datamigration.database.log.LogMessage;

/** Holds what comes from the source, in order. */
public sealed interface ReceivedMessage {
    record Message(LogMessage message) implements ReceivedMessage {}

    /** Everything committed before this position has been received. */
    record UpTo(Position position) implements ReceivedMessage {}
}
