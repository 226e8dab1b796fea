package dev.datamigration.lifecycle;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import java.util.List;

/** What a task's worker is doing. */
public sealed interface Doing {
    /** Whether something of the task may be running on one of the servers. */
    boolean active();

    /** The work of this phase is under way. */
    record Running(Phase phase) implements Doing {
        @Override
        public boolean active() {
            return true;
        }
    }

    /** The work of this phase is done; what it leaves running runs on. */
    record PhaseDone(Phase phase) implements Doing {
        @Override
        public boolean active() {
            return true;
        }
    }

    /** A passing error is being waited out. */
    record Retrying(FailureStatus failure, Tries tries) implements Doing {
        public Retrying(FailureStatus failure, int attempt) {
            this(failure, Tries.of(attempt));
        }

        @Override
        public boolean active() {
            return true;
        }
    }

    /** Stopping or releasing is under way. */
    record Quiescing() implements Doing {
        @Override
        public boolean active() {
            return true;
        }
    }

    /** Nothing runs because of an error that does not pass by itself. */
    record Failed(FailureStatus failure) implements Doing {
        @Override
        public boolean active() {
            return false;
        }
    }

    /** Nothing runs. */
    record Stopped() implements Doing {
        @Override
        public boolean active() {
            return false;
        }
    }

    /** Nothing runs and nothing is held. */
    record Released() implements Doing {
        @Override
        public boolean active() {
            return false;
        }
    }

    /**
     * Releasing does not succeed for now and is tried again.
     *
     * @param tries null where they are not known
     */
    record ReleaseBlocked(FailureStatus failure, List<String> leftBehind, Tries tries) implements Doing {
        public ReleaseBlocked(FailureStatus failure, List<String> leftBehind) {
            this(failure, leftBehind, null);
        }

        @Override
        public boolean active() {
            return true;
        }
    }
}
