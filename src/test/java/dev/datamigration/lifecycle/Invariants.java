package dev.datamigration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.Decision;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.Transitions;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.rule.ReleaseRules;
import dev.datamigration.lifecycle.status.ConditionList;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.EnumSet;
import java.util.Set;

/** What is true of every status, whatever led to it. */
final class Invariants {
    /** As many steps as a switchover has that could be approved in advance, and two more. */
    private static final int MOST_SETTLEMENTS = 10;

    private static final Set<TaskState> AT_REST =
            EnumSet.of(TaskState.Stopped, TaskState.Failed, TaskState.Completed, TaskState.Ended);

    private Invariants() {}

    static void hold(Observation seen, Decision decision) {
        var after = decision.status();
        if (decision.removeFinalizer()) {
            assertThat(seen.deletedAt()).as("only a deleted task is let go").isNotNull();
            return;
        }
        var before = seen.status().state();
        assertThat(Transitions.allowed(before == null ? after.state() : before, after.state()))
                .as("from %s to %s", before, after.state())
                .isTrue();
        assertThat(after.epoch() == null ? 0 : after.epoch()).as("epoch").isGreaterThanOrEqualTo(seen.epoch());
        rest(seen, decision);
        shape(after);
        conditions(seen, after);
        equality(after);
    }

    private static void rest(Observation seen, Decision decision) {
        var after = decision.status();
        var active = seen.workerState().map(WorkerState::active).orElse(false);
        if (after.state() == TaskState.Stopped && after.epoch() != null) {
            assertThat(active).as("Stopped while its worker is at work").isFalse();
        }
        if (AT_REST.contains(after.state())) {
            assertThat(Told.running(decision.directive()))
                    .as("what rests is not run")
                    .isNull();
        }
        var heldSomething = !ReleaseRules.madeNothing(seen.status());
        if (after.state() == TaskState.Ended && seen.status().state() != TaskState.Ended && heldSomething) {
            assertThat(seen.workerState())
                    .as("Ended once everything is released")
                    .containsInstanceOf(WorkerState.Released.class);
        }
    }

    private static void shape(MigrationTaskStatus after) {
        assertThat(after.failure() != null)
                .as("a failure in %s", after.state())
                .isIn(
                        after.state() == TaskState.Failed,
                        after.failure() != null && (after.state() == TaskState.Ending || isFailing(after)));
        assertThat(after.awaiting() == null
                        || after.state() == TaskState.Running && after.phase() == Phase.ForwardSwitchover)
                .as("awaiting in %s %s", after.state(), after.phase())
                .isTrue();
        var operations = EnumSet.noneOf(TaskOperation.class);
        operations.addAll(after.supportedOperations() == null ? Set.of() : after.supportedOperations());
        var resting = after.state() == TaskState.Stopped || after.state() == TaskState.Failed;
        assertThat(operations.contains(TaskOperation.Resume))
                .as("Resume in %s", after.state())
                .isEqualTo(resting);
        assertThat(operations.contains(TaskOperation.Stop))
                .as("Stop in %s", after.state())
                .isEqualTo(after.state() == TaskState.Running);
        assertThat(operations.contains(TaskOperation.Start))
                .as("Start in %s", after.state())
                .isEqualTo(after.state() == TaskState.NotStarted);
    }

    /** Not Failed yet, since it is not known that nothing runs any more. */
    private static boolean isFailing(MigrationTaskStatus after) {
        return ModificationRules.hasWorker(after.state())
                && ConditionList.find(after.conditions(), "Reconciling")
                        .filter(condition -> Set.of("Failing", "StopBlocked").contains(condition.getReason()))
                        .isPresent();
    }

    private static void conditions(Observation seen, MigrationTaskStatus after) {
        assertThat(after.conditions())
                .extracting(Condition::getType)
                .doesNotHaveDuplicates()
                .contains("Ready", "Reconciling", "Stalled");
        assertThat(after.conditions()).allSatisfy(condition -> {
            assertThat(condition.getLastTransitionTime()).isNotNull();
            assertThat(condition.getReason()).isNotBlank();
        });
        assertThat(holds("Stalled", after))
                .as("Stalled in %s", after.state())
                .isEqualTo(after.state() == TaskState.Failed);
        if (holds("Ready", after)) {
            assertThat(after.state()).isNotIn(TaskState.Failed, TaskState.Ending, TaskState.NotConfigured);
        }
        var waitsForLogins = seen.accessProblem() != null && isFailing(after) && after.phase() == Phase.Precheck;
        if (seen.status().state() != TaskState.Ended && !waitsForLogins) {
            assertThat(after.observedGeneration()).isEqualTo(seen.generation());
        }
    }

    /** Nothing says that the databases are equal once a comparison found that they are not, or where none was made. */
    private static void equality(MigrationTaskStatus after) {
        var equal = equal(after.verification());
        if (holds("Verified", after) || after.message().contains("both databases are equal")) {
            assertThat(equal || equal(after.reverseVerification()))
                    .as("equal, it says")
                    .isTrue();
        }
    }

    private static boolean equal(VerificationStatus found) {
        return found != null
                && Boolean.TRUE.equals(found.consistent())
                && found.sourceOnlyRows() + found.targetOnlyRows() + found.mismatchedRows() == 0;
    }

    private static boolean holds(String type, MigrationTaskStatus status) {
        return ConditionList.find(status.conditions(), type)
                .filter(condition -> condition.getStatus().equals("True"))
                .isPresent();
    }

    /** Whether a worker that was told what was decided is to be told something else now. */
    private static boolean isNews(Directive directive, long epoch) {
        return directive instanceof Directive.Pursue told && told.epoch() != epoch;
    }

    /** Settled again and again while nothing happens, a task comes to rest: the same status, and nothing to tell. */
    static void settles(Given task) {
        var kept = task.status;
        try {
            for (var i = 0; i < MOST_SETTLEMENTS; i++) {
                var seen = task.observation();
                var again = StatusReducer.settle(seen);
                if (again.removeFinalizer() || isNews(again.directive(), seen.epoch())) {
                    return;
                }
                if (again.status().equals(seen.status())) {
                    assertThat(again.events()).as("told again").isEmpty();
                    return;
                }
                task.status = again.status();
            }
            assertThat(StatusReducer.settle(task.observation()).status())
                    .as("settled again and again")
                    .isEqualTo(task.status);
        } finally {
            task.status = kept;
        }
    }
}
