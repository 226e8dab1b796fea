package dev.datamigration.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.Phase;
import dev.datamigration.database.Password;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.Samples;
import dev.datamigration.transfer.help.Engagement;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever may be wanted or reported arrives as it was sent. */
class HttpTransportTest {
    private static final TaskId TASK = new TaskId("shop", "move", "uid-1");

    static Stream<Wanted> everythingThatCanBeWanted() {
        return Stream.concat(
                Stream.concat(Samples.ofAll(Wanted.class).stream(), Stream.of(new Wanted.Run(Phase.FullMigration))),
                Samples.ofAll(StepWork.class).stream().map(work -> new Wanted.Run(Phase.ForwardSwitchover, work)));
    }

    @ParameterizedTest
    @MethodSource("everythingThatCanBeWanted")
    void aGoalArrivesAsItWasSent(Wanted wanted) {
        var goal = new Goal(TASK, 7, wanted, Samples.of(MigrationPlan.class));
        var arrived = JsonCodec.goal(JsonCodec.write(goal));
        assertThat(arrived).isEqualTo(goal);
        assertThat(arrived.plan().source().password()).isNotEqualTo(new Password(""));
    }

    static Stream<WorkerState> everyActivity() {
        return Samples.ofAll(WorkerState.class).stream();
    }

    @ParameterizedTest
    @MethodSource("everyActivity")
    void aReportArrivesAsItWasSent(WorkerState activity) {
        var report = new NumberedReport(3, new Report(7, activity, Samples.of(WorkerDetails.class)));
        assertThat(JsonCodec.report(JsonCodec.write(report))).isEqualTo(report);
    }

    static Stream<Record> everythingBetweenWorkers() {
        return Stream.of(
                Samples.of(Engagement.class),
                Samples.of(HelperAnswer.class),
                new HelperAnswer(null),
                Samples.of(Failure.class));
    }

    @ParameterizedTest
    @MethodSource("everythingBetweenWorkers")
    void whatWorkersSayToEachOtherArrivesAsItWasSent(Record sent) {
        assertThat(JsonCodec.read(JsonCodec.bytes(sent), sent.getClass())).isEqualTo(sent);
    }

    @Test
    void partsThatAreNotKnownYetStayUnknown() {
        var report = new NumberedReport(1, new Report(1, new WorkerState.Stopped(), WorkerDetails.NONE));
        assertThat(JsonCodec.report(JsonCodec.write(report))).isEqualTo(report);
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() {
        var json = """
                {"revision": 2, "mood": "good",
                 "report": {"epoch": 4, "activity": {"is": "PhaseDone", "phase": "Precheck", "how": "well"},
                            "details": {"horoscope": {}}}}
                """;
        assertThat(JsonCodec.report(bytes(json)).report())
                .isEqualTo(new Report(4, new WorkerState.PhaseDone(Phase.Precheck), WorkerDetails.NONE));
    }

    @Test
    void whatIsNoGoalIsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> JsonCodec.goal(bytes("{\"epoch\": \"hunter2\"}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("epoch")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> JsonCodec.goal(bytes("hunter2"))).hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> JsonCodec.goal(bytes("{\"epoch\": 1, \"wanted\": {\"is\": \"Fly\"}}")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
