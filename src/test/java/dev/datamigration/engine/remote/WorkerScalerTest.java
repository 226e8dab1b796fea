package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.DetailsOf;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerScalerTest {
    private static final MigrationPlan SAMPLE = Samples.of(MigrationPlan.class);
    private static final MigrationPlan PLAN =
            PlanCopy.of(SAMPLE).engine(new EngineSettings(null, null, null, 4)).plan();

    @ParameterizedTest
    @EnumSource(Phase.class)
    void onlyLoadingAndComparingAreShared(Phase phase) {
        var shared = phase == Phase.FullMigration || phase == Phase.FullVerification;
        assertThat(WorkerScaler.wanted(running(phase), null)).isEqualTo(shared ? 4 : 1);
        assertThat(WorkerScaler.wanted(running(phase), report(new WorkerState.Running(phase), null)))
                .isEqualTo(shared ? 4 : 1);
        assertThat(WorkerScaler.wanted(running(phase), report(new WorkerState.PhaseDone(phase), null)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"WaitingForTransactions, 4", "Copying, 4", "Indexing, 1", "Done, 4"})
    void indexesNeedNoHelpers(String stage, int workers) {
        var full = new FullMigrationStatus(stage, 1, 0, 1L, 0L, 1L, 0L, 0L, 0L, 0L);
        var report = report(new WorkerState.Running(Phase.FullMigration), full);
        assertThat(WorkerScaler.wanted(running(Phase.FullMigration), report)).isEqualTo(workers);
    }

    @Test
    void theEndOfTheLoadIsNotTheEndOfTheVerification() {
        var report = report(new WorkerState.PhaseDone(Phase.IncrementalSync), null);
        assertThat(WorkerScaler.wanted(running(Phase.FullVerification), report)).isEqualTo(4);
    }

    @Test
    void whatIsToRestNeedsNone() {
        assertThat(WorkerScaler.wanted(goal(new Wanted.Stop()), null)).isEqualTo(1);
        assertThat(WorkerScaler.wanted(goal(new Wanted.Release()), null)).isEqualTo(1);
    }

    private static Goal running(Phase phase) {
        return goal(new Wanted.Run(phase));
    }

    private static Goal goal(Wanted wanted) {
        return new Goal(new TaskId("shop", "move", "uid-1"), 1, wanted, PLAN);
    }

    private static Report report(WorkerState activity, FullMigrationStatus full) {
        return new Report(1, activity, DetailsOf.parts(null, null, full, null, null));
    }
}
