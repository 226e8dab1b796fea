package dev.datamigration.lifecycle.condition;

import static dev.datamigration.lifecycle.Expect.assertCondition;
import static dev.datamigration.lifecycle.Expect.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.lifecycle.Found;
import dev.datamigration.lifecycle.Given;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import org.junit.jupiter.api.Test;

/** In step and equal are said only while it is known. */
class LagTest {
    private static final WorkerState CAUGHT_UP = new WorkerState.PhaseDone(Phase.IncrementalSync);

    @Test
    void whoIsBehindIsNotInStep() {
        var task = Given.running(Phase.IncrementalSync, Given.configured().types("Schema", "Full", "Incremental"));
        task.reports(CAUGHT_UP, latency(900)).pass();
        assertThat(task.status.message()).startsWith("in step with the source");
        assertCondition(task.status, "Ready", true, "InStep");

        var decision = task.reports(CAUGHT_UP, latency(31_000)).pass();
        assertThat(task.status.message()).startsWith("not in step: changes wait to be applied, or it is not known");
        assertCondition(task.status, "Ready", false, "Behind");
        assertCondition(task.status, "Reconciling", true, "Behind");
        assertCondition(task.status, "IncrementalSynchronised", false, "Behind");
        assertThat(reasons(decision)).containsExactly(EventReason.FellBehind);

        decision = task.reports(CAUGHT_UP, latency(12_000)).pass();
        assertThat(decision.events()).isEmpty();
        assertCondition(task.status, "Ready", false, "Behind");

        decision = task.reports(CAUGHT_UP, latency(800)).pass();
        assertThat(reasons(decision)).containsExactly(EventReason.InStep);
        assertCondition(task.status, "IncrementalSynchronised", true, "CaughtUp");
    }

    @Test
    void whatWasComparedIsNotSaidToBeEqualStill() {
        var task = Given.running(Phase.FullVerification);
        var done = new WorkerState.PhaseDone(Phase.FullVerification);
        task.reports(done, Found.verification(0, true)).pass();
        assertThat(task.status.message()).contains("equal on both sides");

        task.reports(done, latency(31_000)).pass();
        assertThat(task.status.message())
                .startsWith("not in step")
                .contains("the tables that were compared were equal then")
                .doesNotContain("equal on both sides");
        assertCondition(task.status, "Verified", true, "Consistent");
    }

    private static WorkerDetails latency(long millis) {
        return Found.incremental("1", millis, 1);
    }
}
