package dev.datamigration.engine.local;

import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.release.Quiescence;
import dev.datamigration.transfer.release.Release;
import dev.datamigration.transfer.run.Run;

/** All that a worker does on the servers of its task. What it cannot do is a {@link FailureException}. */
interface TaskOperations {
    /** On the servers that the run's plan names. */
    TaskOperations ON_SERVERS = new TaskOperations() {
        @Override
        public RunningPhases begin(Run run, ProgressBoard progressBoard, Runnable onFailure, Runnable onChange) {
            return new PhaseWork(run, progressBoard, onFailure, onChange);
        }

        @Override
        public void quiesce(Run run) {
            Quiescence.reach(run);
        }

        @Override
        public Release.Outcome release(Run run) {
            return ReleaseSequence.of(run);
        }

        @Override
        public Release.Outcome releaseOrphans(Run run) {
            return ReleaseSequence.ofOrphans(run);
        }
    };

    /**
     * Begins a run, with what runs beside all phases.
     *
     * @param onFailure called once that has failed, after the run was cancelled
     * @param onChange called when something is known that does not wait for the next report
     */
    RunningPhases begin(Run run, ProgressBoard progressBoard, Runnable onFailure, Runnable onChange);

    /** Returns once both servers have said that they have no session of the task but this run's. */
    void quiesce(Run run);

    /** One attempt to give back what the task holds. */
    Release.Outcome release(Run run);

    /** One attempt, for a task that has made nothing as far as its status knows. */
    Release.Outcome releaseOrphans(Run run);
}
