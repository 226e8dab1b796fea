package dev.datamigration.engine.remote;

import dev.datamigration.engine.wire.NumberedReport;

/** Says what came of asking a worker. */
sealed interface WorkerResponse {
    /**
     * Says what is of the task.
     *
     * @param process tells the worker's process from another one
     */
    record Told(NumberedReport report, String process) implements WorkerResponse {}

    /** It lives and has no goal: its process is new. */
    record KnowsNothing(String process) implements WorkerResponse {}

    /** It took the goal. */
    record Taken() implements WorkerResponse {}

    /** It pursues a goal of a later epoch: another operator commands it. */
    record Superseded() implements WorkerResponse {}

    /**
     * A later leader commands it.
     *
     * @param term of that leader
     */
    record Outranked(long term) implements WorkerResponse {}

    /** It is not the process that was meant, which is gone therefore. */
    record OtherProcess() implements WorkerResponse {}

    /** It is of another build: it speaks another version of the protocol, or one end cannot read what the other says. */
    record Incompatible(String reason) implements WorkerResponse {}

    /** It did not answer, or not as a worker does. */
    record Silent(String reason) implements WorkerResponse {}
}
