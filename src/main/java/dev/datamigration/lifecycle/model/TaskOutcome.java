package dev.datamigration.lifecycle.model;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.lifecycle.StatusReducer;
import java.util.List;

/** Says what is to become of a task now. {@link StatusReducer} alone turns it into status, directive and events. */
public sealed interface TaskOutcome {

    /** Nothing is to be done until somebody changes the spec. */
    record Rest(TaskState state) implements TaskOutcome {}

    /** A fresh worker begins, or goes on from the checkpoint, with this phase. */
    record Begin(Phase phase, Cause cause) implements TaskOutcome {}

    /** The phase is done and the next begins. */
    record Advance(Phase from, Phase to) implements TaskOutcome {}

    /**
     * The phase goes on.
     *
     * @param complete whether its work is done and only what it keeps running goes on
     */
    record Stay(Phase phase, boolean complete) implements TaskOutcome {}

    /**
     * A switchover begins, goes on, or is over.
     *
     * @param after the switchover as it is then
     * @param phase ForwardSwitchover while it is under way or where nothing follows it; else what the task goes on with
     */
    record Switchover(ForwardSwitchoverStatus after, Phase phase) implements TaskOutcome {}

    /** The phase goes on once a passing error is over. */
    record Retry(Phase phase, FailureStatus failure, Tries tries) implements TaskOutcome {}

    /**
     * An error stands on the task.
     *
     * @param attempted what could not be done because of it, or null where a running task failed
     */
    record Fail(FailureStatus failure, Cause attempted) implements TaskOutcome {}

    /** An error ends the task's work; it stands on the task once both servers have said that nothing runs any more. */
    record Failing(FailureStatus failure) implements TaskOutcome {}

    /** The worker is to stop, and has not yet said that it has. */
    record Stop() implements TaskOutcome {}

    /** The worker is to release everything, and has not yet said that it has. */
    record Release() implements TaskOutcome {}

    /** As {@link Release}, of a task that has made nothing as far as its status knows. */
    record ReleaseOrphans() implements TaskOutcome {}

    /**
     * Releasing does not succeed for now.
     *
     * @param leftBehind what is still held, each with the SQL that removes it
     * @param tries null where they are not known
     */
    record ReleaseBlocked(FailureStatus failure, List<String> leftBehind, Tries tries) implements TaskOutcome {}

    /**
     * The task ends although a server could not be asked: somebody wants it so.
     *
     * @param leftBehind what is left, each with the SQL that removes it
     */
    record Abandon(FailureStatus failure, List<String> leftBehind) implements TaskOutcome {}

    /**
     * The task that is being deleted may go.
     *
     * @param leftBehind what could not be released; empty where everything was
     * @param kept where rows on one side only are kept that nobody has acknowledged; empty where there are none
     * @param unasked what may be on servers that could not be asked, although the task has made nothing as far as its status
     *     knows; empty where they were
     * @param sequences the script for those of the target that were not set, or null where that is told already, or none is
     */
    record LetGo(List<String> leftBehind, List<String> kept, List<String> unasked, String sequences)
            implements TaskOutcome {
        public LetGo(List<String> leftBehind, List<String> kept, String sequences) {
            this(leftBehind, kept, List.of(), sequences);
        }
    }

    /** Says why a fresh worker begins. */
    enum Cause {
        Start,
        Resume,
        /** The worker's process is gone, or was never reached. */
        Takeover,
        /** The spec changed while it could still change freely. */
        SpecChange,
        /** A database knows a later worker than the status does. */
        Raise
    }
}
