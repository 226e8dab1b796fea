package dev.datamigration.engine.remote;

import dev.datamigration.engine.wire.NumberedReport;

/** What came of asking a worker. */
sealed interface Answer {
    /** What is of the task. */
    record Told(NumberedReport report) implements Answer {}

    /** It lives and has no goal: its process is new. */
    record KnowsNothing() implements Answer {}

    /** It took the goal. */
    record Taken() implements Answer {}

    /** It pursues a goal of a later epoch: another operator commands it. */
    record Superseded() implements Answer {}

    /** It speaks another version of the protocol. */
    record Incompatible(String reason) implements Answer {}

    /** It did not answer, or not as a worker does. */
    record Silent(String reason) implements Answer {}
}
