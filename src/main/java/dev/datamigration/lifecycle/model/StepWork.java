package dev.datamigration.lifecycle.model;

import dev.datamigration.api.switchover.SwitchoverStep;

/** Says what the engine is to do about a switchover, besides keeping up what the phase needs. */
public sealed interface StepWork {

    /** The step is to be brought to its end. */
    record Perform(int round, SwitchoverStep step, int attempt) implements StepWork {}

    /** The step waits for a person; what runs at this step runs on. */
    record Hold(int round, SwitchoverStep step) implements StepWork {}

    /**
     * Everything the steps of this round have done is to be undone.
     *
     * @param switchover tells this undoing from an earlier one
     */
    record Abort(int round, int switchover) implements StepWork {}

    /**
     * The last step is done and no reverse increment follows: nothing is to be kept for a way back.
     *
     * @param switchover tells this ending from an earlier one
     */
    record Finish(int round, int switchover) implements StepWork {}

    /**
     * The round is over: its reverse increment is to run.
     *
     * @param verification the {@code runNonce} of the comparison of both databases that is asked for, or null
     */
    record Reverse(int round, Long verification) implements StepWork {}

    /** The next switchover is to be rehearsed, while what runs runs on. */
    record Rehearse(int round, long nonce) implements StepWork {}
}
