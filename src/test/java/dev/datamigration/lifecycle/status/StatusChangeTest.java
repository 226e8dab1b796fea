package dev.datamigration.lifecycle.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.Found;
import dev.datamigration.lifecycle.Given;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import org.junit.jupiter.api.Test;

class StatusChangeTest {
    private static final WorkerState IN_STEP = new WorkerState.PhaseDone(Phase.IncrementalSync);
    private final Given task =
            Given.running(Phase.IncrementalSync, Given.configured().types("Full", "Incremental"));

    private StatusChange from(WorkerDetails before, WorkerDetails after) {
        var first = reported(before);
        return StatusChange.between(first, reported(after));
    }

    private MigrationTaskStatus reported(WorkerDetails workerDetails) {
        return task.reports(IN_STEP, workerDetails).pass().status();
    }

    @Test
    void theSameIsNoChange() {
        assertThat(from(Found.incremental("1", 0, 5), Found.incremental("1", 0, 5)))
                .isEqualTo(StatusChange.None);
    }

    @Test
    void positionsAndTimesThatMoveByThemselvesAreTrifles() {
        assertThat(from(Found.incremental("1", 0, 5), Found.incremental("2", 0, 5)))
                .isEqualTo(StatusChange.Trifle);
        assertThat(from(Found.incremental("1", 0, 5), Found.incremental("2", 12, 5)))
                .isEqualTo(StatusChange.Trifle);
    }

    @Test
    void rowsAndLatencyAreProgress() {
        assertThat(from(Found.incremental("1", 0, 5), Found.incremental("1", 0, 6)))
                .isEqualTo(StatusChange.Progress);
        assertThat(from(Found.incremental("1", 400, 5), Found.incremental("1", 0, 5)))
                .isEqualTo(StatusChange.Progress);
    }

    @Test
    void everythingElseIsEssential() {
        var before = task.status;
        assertThat(StatusChange.between(
                        before, task.with("{\"resumeNonce\": 1}").pass().status()))
                .isEqualTo(StatusChange.Essential);
    }

    @Test
    void latencyReadsAsPeopleLikeIt() {
        assertThat(reported(Found.incremental("1", 412, 5)).latency()).isEqualTo("0.4s");
        assertThat(reported(Found.incremental("1", 0, 5)).latency()).isEqualTo("0.0s");
        assertThat(reported(Found.incremental("1", 125_900, 5)).latency()).isEqualTo("125s");
    }
}
