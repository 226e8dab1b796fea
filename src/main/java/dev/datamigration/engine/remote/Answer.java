package dev.datamigration.engine.remote;

import dev.datamigration.engine.wire.NumberedReport;

/** What came of asking a worker. */
sealed interface Answer {
    /**
     * What is of the task.
     *
     * @param process tells the worker's process from another one
     */
    record Told(NumberedReport report, String process) implements Answer {}

    /** It lives and has no goal: its process is new. */
    record KnowsNothing(String process) implements Answer {}

    /** It took the goal. */
    record Taken() implements Answer {}

    /** It pursues a goal of a later epoch: another operator commands it. */
    record Superseded() implements Answer {}

    /**
     * A later leader commands it.
     *
     * @param term of that leader
     */
    record Outranked(long term) implements Answer {}

    /** It is not the process that was meant, which is gone therefore. */
    record OtherProcess() implements Answer {}

    /** It speaks another version of the protocol. */
    record Incompatible(String reason) implements Answer {}

    /** It did not answer, or not as a worker does. */
    record Silent(String reason) implements Answer {}
}
