package dev.datamigration.task;

import static dev.datamigration.api.switchover.StepAction.Confirm;
import static dev.datamigration.api.switchover.StepAction.Retry;
import static dev.datamigration.api.switchover.StepAction.Skip;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.StrandedStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.StepReport;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.DetailsOf;
import dev.datamigration.testing.DictatedEdits;
import dev.datamigration.testing.DictatedEdits.Edit;
import dev.datamigration.testing.FakeEngine;
import dev.datamigration.testing.Kubectl;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A task is led through its life by what its messages tell a person to write, as a merge patch, and nothing else: with
 * kubectl against a kube-apiserver where there is one, and against the mock.
 */
@ParameterizedClass
@MethodSource("servers")
class AnswersAsPrintedIT {

    @Parameter
    SwitchoverControllerIT.Kind kind;

    private ControllerScene scene;

    static Stream<SwitchoverControllerIT.Kind> servers() {
        return SwitchoverControllerIT.servers();
    }

    @AfterEach
    void end() {
        if (scene != null) {
            scene.close();
        }
    }

    /** What fails is tried again once, and then skipped. */
    @Test
    void everyStepIsAnsweredAsItsMessageSays() {
        var server = kind == SwitchoverControllerIT.Kind.REAL ? ApiServer.realOrSkip() : ApiServer.mock();
        scene = new ControllerScene(server, FakeEngine.failingAtSteps());
        scene.create("migrationTypes: [Schema, Full, Incremental, FullVerification, ReverseIncrement]");
        follow(scene.awaitState(TaskState.NotStarted), "desiredState", "Running");
        scene.await(status -> status.phase() == Phase.FullVerification && Boolean.TRUE.equals(status.phaseComplete()));
        scene.patch("{\"forwardSwitchover\": {\"entered\": true}}");
        var answers = new ArrayList<StepAction>();
        var asked = nextQuestion(null);
        while (asked.phase() == Phase.ForwardSwitchover) {
            answers.add(answer(asked));
            follow(asked, "forwardSwitchover.decision", "\"action\": \"" + answer(asked) + '"');
            asked = nextQuestion(asked);
        }
        assertThat(answers)
                .as("four confirmations, and four steps that fail twice, the precheck skipped twice")
                .containsExactly(
                        Confirm, Retry, Skip, Skip, Retry, Skip, Confirm, Retry, Skip, Retry, Skip, Confirm, Confirm);
        assertThat(scene.eventReasons()).doesNotContain("DecisionIgnored");

        acknowledgeWhatIsStranded();
        follow(asked, "forwardSwitchover.round", "2");
        asked = nextQuestion(null);
        assertThat(asked.forwardSwitchover().round()).isEqualTo(2);
        scene.patch("{\"desiredState\": \"Stopped\"}");
        follow(scene.awaitState(TaskState.Stopped), "desiredState", "Running");
        assertThat(nextQuestion(null).awaiting()).isEqualTo(asked.awaiting());
    }

    /** By the word that the status names, which stands for these rows and no others. */
    private void acknowledgeWhatIsStranded() {
        var word = awaitUnacknowledged(3, 3).accept();
        scene.patch("{\"forwardSwitchover\": {\"acceptStranded\": \"" + word + "\"}}");
        awaitUnacknowledged(3, 0);
        assertThat(awaitUnacknowledged(4, 4).accept()).isNotEqualTo(word);
    }

    /** A goal that is told once more makes the engine forget it, so it is found again and again. */
    private void strand(long rows) {
        var late = new LateWrites(1, Side.Source, "public.orders", 0L, rows, null, null);
        var report = new StepReport(null, null, List.of(late), null);
        scene.engine.find(scene.id(), DetailsOf.parts(null, null, null, null, FakeEngine.VERIFIED, null, null, report));
    }

    private StrandedStatus awaitUnacknowledged(long rows, long unacknowledged) {
        Predicate<MigrationTaskStatus> counted = status -> {
            strand(rows);
            var stranded = status.forwardSwitchover().stranded();
            return stranded != null && stranded.rows() == rows && stranded.unacknowledged() == unacknowledged;
        };
        return scene.await(counted).forwardSwitchover().stranded();
    }

    private static StepAction answer(MigrationTaskStatus asked) {
        var awaiting = asked.awaiting();
        return awaiting.actions().contains(Confirm) ? Confirm : awaiting.attempt() == 1 ? Retry : Skip;
    }

    /** Waits until something else is asked than before, or nothing any more. */
    private MigrationTaskStatus nextQuestion(MigrationTaskStatus before) {
        Predicate<MigrationTaskStatus> asks = status -> status.awaiting() != null
                && (before == null || !status.awaiting().equals(before.awaiting()));
        return scene.await(status -> status.state() == TaskState.Running
                && (asks.test(status) || before != null && before.phase() != status.phase()));
    }

    private void follow(MigrationTaskStatus status, String field, String value) {
        var edits = DictatedEdits.in(status.message()).stream()
                .filter(edit -> edit.field().equals(field) && edit.value().contains(value))
                .toList();
        assertThat(edits).as("%s, %s in: %s", field, value, status.message()).hasSize(1);
        make(edits.get(0));
    }

    private void make(Edit edit) {
        if (scene.server.isReal()) {
            new Kubectl(scene.server.kubeconfig())
                    .run("", "-n", scene.namespace, "patch", "mt", "shop", "--type", "merge", "-p", edit.patch());
        } else {
            scene.patch(Serialization.unmarshal(edit.patch(), JsonNode.class)
                    .get("spec")
                    .toString());
        }
    }
}
