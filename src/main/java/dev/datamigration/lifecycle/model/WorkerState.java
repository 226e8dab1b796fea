package dev.datamigration.lifecycle.model;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import java.time.Instant;
import java.util.List;

/** Says what a task's worker is doing. */
public sealed interface WorkerState {
    /** Returns whether something of the task may be running on one of the servers. */
    boolean active();

    /** The work of this phase is under way. */
    record Running(Phase phase) implements WorkerState {
        @Override
        public boolean active() {
            return true;
        }
    }

    /** The work of this phase is done; what it leaves running runs on. */
    record PhaseDone(Phase phase) implements WorkerState {
        @Override
        public boolean active() {
            return true;
        }
    }

    /** A passing error is being waited out. */
    record Retrying(FailureStatus failure, Tries tries) implements WorkerState {
        public Retrying(FailureStatus failure, int attempt) {
            this(failure, Tries.of(attempt));
        }

        @Override
        public boolean active() {
            return true;
        }
    }

    /**
     * Everything is being ended on both servers: the task is to stop, to release what it holds, or has failed.
     *
     * @param cause the error because of which, or null where it was asked for
     * @param obstacle why a server cannot be asked whether it has sessions of the task, or null
     * @param since when the obstacle was met first, or null
     */
    record Quiescing(FailureStatus cause, FailureStatus obstacle, Instant since) implements WorkerState {
        /** It was asked for, and nothing is in its way. */
        public Quiescing() {
            this(null, null, null);
        }

        @Override
        public boolean active() {
            return true;
        }
    }

    /** Nothing runs because of an error that does not pass by itself. */
    record Failed(FailureStatus failure) implements WorkerState {
        @Override
        public boolean active() {
            return false;
        }
    }

    /**
     * Nothing of this worker runs, because a database knows a later one, which may be at work.
     *
     * @param holder the epoch of that one
     */
    record Superseded(FailureStatus failure, long holder) implements WorkerState {
        @Override
        public boolean active() {
            return true;
        }
    }

    /** Nothing runs. */
    record Stopped() implements WorkerState {
        @Override
        public boolean active() {
            return false;
        }
    }

    /**
     * Nothing runs and nothing is held.
     *
     * @param kept where rows on one side only are kept that nobody has acknowledged
     * @param sequences the script for those of the target that were not set; empty where none is left, or null where nothing
     *     new is known of them
     */
    record Released(List<String> kept, String sequences) implements WorkerState {
        /** No rows were to be kept, and nothing is known of sequences. */
        public Released() {
            this(List.of(), null);
        }

        @Override
        public boolean active() {
            return false;
        }
    }

    /**
     * Releasing does not succeed for now and is tried again.
     *
     * @param tries null where they are not known
     * @param kept as of {@link Released}, where something is released already
     * @param sequences as of {@link Released}
     */
    record ReleaseBlocked(
            FailureStatus failure, List<String> leftBehind, Tries tries, List<String> kept, String sequences)
            implements WorkerState {
        public ReleaseBlocked(FailureStatus failure, List<String> leftBehind) {
            this(failure, leftBehind, null, List.of(), null);
        }

        @Override
        public boolean active() {
            return true;
        }
    }
}
