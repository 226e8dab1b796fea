package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.wire.NumberedReport;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.ChangedPlans;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkerSessionTest {
    private static final TaskId TASK = new TaskId("shop", "move", "uid-1");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Wanted RUN = new Wanted.Run(Phase.Precheck);
    private final WorkerSession session = new WorkerSession(NOW);

    @Test
    void anEpochBelongsToTheFirstProcessThatIsMet() {
        session.want(goal(1), NOW);
        assertThat(session.meet("first", true, goal(1))).isTrue();
        assertThat(session.meet("second", true, goal(1))).isFalse();
        assertThat(session.recognise("second")).isFalse();
        assertThat(session.process()).contains("first");
    }

    @Test
    void theNextEpochBelongsToWhateverProcessIsThere() {
        session.want(goal(1), NOW);
        session.meet("first", true, goal(1));
        session.lose();
        assertThat(session.report()).isEmpty();
        assertThat(session.undelivered()).as("a lost epoch is told to nobody").isEmpty();
        assertThat(session.want(goal(2), NOW)).isTrue();
        assertThat(session.meet("second", true, goal(2))).isTrue();
        assertThat(session.report())
                .hasValueSatisfying(report -> assertThat(report.epoch()).isEqualTo(2));
    }

    @Test
    void anInheritedEpochIsNeverGivenToAProcessWithoutMemory() {
        session.inherit(4);
        session.want(goal(4), NOW);
        assertThat(session.meet("blank", true, goal(4))).isFalse();
        assertThat(session.process()).isEmpty();
        assertThat(session.meet("old", false, goal(4))).isTrue();
    }

    @Test
    void aProcessWithoutMemoryIsNewUnlessItWasToldNothingYet() {
        assertThat(session.shouldKnow(null)).as("inherited").isTrue();
        session.want(goal(1), NOW);
        assertThat(session.shouldKnow(null)).isFalse();
        session.deliver(goal(1));
        assertThat(session.shouldKnow(session.delivered())).isTrue();
        session.want(goal(2), NOW);
        assertThat(session.shouldKnow(goal(1))).as("of an earlier epoch").isFalse();
    }

    @Test
    void anEarlierGoalChangesNothingAndTheSameOneIsNoNews() {
        session.want(goal(3), NOW);
        assertThat(session.want(goal(2), NOW)).isFalse();
        assertThat(session.want(goal(3), NOW)).isFalse();
    }

    /** It may take a pod a minute to be there, and the status says already with what the worker is begun. */
    @Test
    void whatIsTakenAtTheNextStartStaysAlsoWhereTheWorkerWasToldNothingYet() {
        var begun = new Goal(TASK, 1, RUN, ChangedPlans.first());
        var changed = new Goal(TASK, 1, RUN, ChangedPlans.second());
        session.want(begun, NOW);
        assertThat(session.want(changed, NOW)).as("something of it is live").isTrue();
        assertThat(session.undelivered()).map(Goal::plan).get().satisfies(plan -> {
            assertThat(plan.fullMigration()).isEqualTo(begun.plan().fullMigration());
            assertThat(plan.engine().resources())
                    .isEqualTo(begun.plan().engine().resources());
            assertThat(plan.limits().rowsPerSecond())
                    .isEqualTo(changed.plan().limits().rowsPerSecond());
        });
        assertThat(session.want(changed, NOW)).as("told again, it is no news").isFalse();
        session.want(new Goal(TASK, 2, RUN, changed.plan()), NOW);
        assertThat(session.undelivered()).map(Goal::plan).as("the next worker").contains(changed.plan());
    }

    @Test
    void onlyAnotherActivityIsNews() {
        session.want(goal(1), NOW);
        var running = new Report(1, new WorkerState.Running(Phase.Precheck), WorkerDetails.NONE);
        assertThat(session.hear(new NumberedReport(1, running), NOW)).isFalse();
        var done = new Report(1, new WorkerState.PhaseDone(Phase.Precheck), WorkerDetails.NONE);
        assertThat(session.hear(new NumberedReport(2, done), NOW)).isTrue();
        assertThat(session.revision()).isEqualTo(2);
    }

    @Test
    void whatTheWorkerCallsAChangeIsNewsThoughItsActivityIsTheSame() {
        session.want(goal(1), NOW);
        var before = new Report(1, new WorkerState.PhaseDone(Phase.ForwardSwitchover), WorkerDetails.NONE);
        session.hear(new NumberedReport(1, before), NOW);
        assertThat(session.hear(new NumberedReport(1, before), NOW))
                .as("nothing new in the time that it was given")
                .isFalse();
        assertThat(session.hear(new NumberedReport(2, before), NOW))
                .as("a step has ended")
                .isTrue();
    }

    private static Goal goal(long epoch) {
        return new Goal(TASK, epoch, RUN, ChangedPlans.first());
    }
}
