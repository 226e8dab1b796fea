package dev.datamigration.lifecycle.model;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.failure.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Says what a task's worker is doing. */
public sealed interface WorkerState {
    /** Returns whether something of the task may be running on one of the servers. */
    default boolean active() {
        return true;
    }

    /** The work of this phase is under way. */
    record Running(Phase phase) implements WorkerState {}

    /**
     * The work of this phase is done; what it leaves running (for instance the incremental synchronisation) runs
     * on.
     */
    record PhaseDone(Phase phase) implements WorkerState {
        public PhaseDone {
            Objects.requireNonNull(phase, "phase");
        }
    }

    /** Nothing runs on either server. */
    record Stopped() implements WorkerState {
        @Override
        public boolean active() {
            return false;
        }
    }

    /** Nothing runs because of an error that will not pass by itself. What is needed to go on is kept. */
    record Failed(Phase phase, Failure failure) implements WorkerState {
        public Failed {
            Objects.requireNonNull(failure, "failure");
        }

        public FailureStatus failureStatus() {
            return FailureStatuses.of(failure, phase);
        }

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
    record Superseded(Phase phase, Failure failure, long holder) implements WorkerState {
        public Superseded {
            Objects.requireNonNull(failure, "failure");
        }
    }

    /**
     * A passing error is being waited out, after which the phase goes on by itself.
     *
     * @param refusal counts the refused logins of this worker, where the error is one; else 0. The worker goes on
     *     trying until it is given logins that were read after it
     */
    record Retrying(Phase phase, Failure failure, Tries tries, long refusal) implements WorkerState {
        public Retrying {
            Objects.requireNonNull(failure, "failure");
            Objects.requireNonNull(tries, "tries");
        }

        public Retrying(Phase phase, Failure failure, int attempt) {
            this(phase, failure, Tries.of(attempt), 0);
        }

        /** The same, while the next attempt is being made. */
        public Retrying underWay() {
            return new Retrying(phase, failure, new Tries(tries.attempt(), tries.since(), null), refusal);
        }

        public FailureStatus failureStatus() {
            return FailureStatuses.of(failure, phase, tries.since());
        }
    }

    /**
     * Everything of the task is being ended on both servers: it is to stop, to release what it holds, or has failed.
     *
     * @param cause the error because of which, or null where it was asked for
     * @param obstacle why a server cannot be asked whether it has sessions of the task, or null where none is known
     * @param since when the obstacle was met first, or null
     * @param refusal the number of the refused login that is the obstacle, after which logins should be read again; or 0
     */
    record Quiescing(Failure cause, Failure obstacle, Instant since, long refusal) implements WorkerState {
        /** It was asked for, and nothing is in its way. */
        public Quiescing() {
            this(null, null, null, 0);
        }

        /** The error because of which, or null. */
        public FailureStatus causeStatus() {
            return cause == null ? null : FailureStatuses.of(cause, null);
        }

        /** Returns what is in its way, or null. */
        public FailureStatus obstacleStatus() {
            return obstacle == null ? null : FailureStatuses.of(obstacle, null);
        }
    }

    /**
     * Nothing runs and everything is released.
     *
     * @param kept where rows are kept that were written late and that nobody has acknowledged, each with the SQL that
     *     reads and drops them
     * @param sequences the script for those of the target that were not set; empty where none is left, or null where
     *     nothing new is known of them
     */
    record Released(List<String> kept, String sequences) implements WorkerState {
        public Released {
            kept = kept == null ? List.of() : List.copyOf(kept);
        }

        /** No rows were to be kept, and nothing is known of sequences. */
        public Released() {
            this(null, null);
        }

        @Override
        public boolean active() {
            return false;
        }
    }

    /**
     * Releasing does not succeed for now and is tried again.
     *
     * @param leftBehind what is still held, each with the database and the SQL that removes it
     * @param tries null where they are not known
     * @param kept as of {@link Released}, where something is released already
     * @param sequences as of {@link Released}
     */
    record ReleaseBlocked(Failure failure, List<String> leftBehind, Tries tries, List<String> kept, String sequences)
            implements WorkerState {
        public ReleaseBlocked {
            Objects.requireNonNull(failure, "failure");
            leftBehind = leftBehind == null ? List.of() : List.copyOf(leftBehind);
            kept = kept == null ? List.of() : List.copyOf(kept);
        }

        public ReleaseBlocked(Failure failure, List<String> leftBehind) {
            this(failure, leftBehind, null, null, null);
        }

        public FailureStatus failureStatus() {
            return FailureStatuses.of(failure, null);
        }
    }
}
