package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.batch.BatchTaskResult;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.FakeEngine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Both controllers together, with an engine that moves nothing: what a batch asks for, tasks really come to. */
@ParameterizedClass
@MethodSource("servers")
class EveryOperationIT {
    private static final String OBJECTS = "objects: {include: [\"public.*\"]}\n";

    @Parameter
    BatchOperationIT.Kind kind;

    private BatchScene scene;
    private Wire wire;
    private int batches;

    static Stream<BatchOperationIT.Kind> servers() {
        return Stream.of(BatchOperationIT.Kind.values());
    }

    private void begin(FakeEngine engine) {
        begin(engine, new FastTasks());
    }

    private void begin(FakeEngine engine, FastTasks settings) {
        var server = kind == BatchOperationIT.Kind.REAL ? ApiServer.realOrSkip() : ApiServer.mock();
        scene = BatchScene.withTaskController(server, engine);
        scene.taskSettings = settings;
        scene.create(Manifest.secret("old", "user", "secret"));
        scene.create(Manifest.secret("new", "user", "secret"));
        wire = scene.startOperator(new Wire());
    }

    @AfterEach
    void end() {
        if (scene != null) { // null where the test was skipped
            scene.close();
        }
    }

    @Test
    void eachIsDoneAndEachTaskKnowsWhoAsked() {
        begin(FakeEngine.switchingOver().answering(EveryOperationIT::comparingForever));
        for (var name : List.of("crm", "shop")) {
            scene.create(Manifest.task(
                    name,
                    "",
                    OBJECTS + "migrationTypes: [Schema, Full, Incremental, FullVerification, ReverseIncrement]"));
        }
        operate(TaskOperation.Start, "");
        scene.awaitTasks("to be compared", status -> status.phase() == Phase.FullVerification);
        operate(TaskOperation.Stop, "");
        operate(TaskOperation.Resume, "");
        operate(TaskOperation.SkipFullVerification, "");
        operate(
                TaskOperation.ModifyAlertConfiguration,
                ", alertConfiguration: {taskStatus: {channel: Lark, urlSecretRef: {name: robot, key: url}}}");
        assertThat(scene.task("shop").get().getSpec().alerts().taskStatus()).isNotNull();
        assertThat(preview("preview").message()).isEqualTo("enters without verification: it was skipped");
        operate(TaskOperation.EnterForwardSwitchover, "");
        for (var step : List.of(
                SwitchoverStep.StartForwardSwitchover,
                SwitchoverStep.ConfirmSourceWritesStopped,
                SwitchoverStep.ProcessDatabaseObjects,
                SwitchoverStep.StartReverseIncrement)) {
            scene.awaitTasks(
                    "to wait in " + step,
                    status -> status.awaiting() != null && status.awaiting().step() == step);
            operate(TaskOperation.StartForwardSwitchover, ", forwardSwitchover: {step: " + step + ", action: Confirm}");
        }
        scene.awaitTasks("to have switched over", status -> status.phase() == Phase.ReverseIncrement);
        operate(TaskOperation.Stop, "");
        operate(TaskOperation.End, "");
    }

    /** What a dry run says of a task that is to enter its switchover. */
    private BatchTaskResult preview(String name) {
        scene.batch(name, "{operation: EnterForwardSwitchover, selector: {}, dryRun: true}");
        return BatchScene.byName(scene.awaitEnd(name)).get("crm");
    }

    @Test
    void nobodyEntersWithoutVerificationWhereTheOperatorRequiresOne() {
        begin(
                FakeEngine.switchingOver().answering(EveryOperationIT::comparingForever),
                FastTasks.requiringVerification());
        var entering = "desiredState: Running, fullVerification: {skip: true}, forwardSwitchover: {entered: true}";
        scene.create(Manifest.task("crm", "", OBJECTS + entering.replace(", f", "\nf")));
        scene.awaitTask(
                "crm", status -> status.message() != null && status.message().contains("is not entered"));
        var found = preview("preview");
        assertThat(found.result()).isEqualTo("Unsupported");
        assertThat(found.message()).contains("without a full verification", "it was skipped");
        scene.batch("enter", "{operation: EnterForwardSwitchover, selector: {}}");
        assertThat(scene.awaitEnd("enter").counts().supported()).isZero();
        assertThat(scene.task("crm").get().getStatus().phase()).isEqualTo(Phase.FullVerification);
    }

    private static WorkerState comparingForever(Wanted wanted) {
        if (wanted instanceof Wanted.Run run) {
            return run.phase() == Phase.FullVerification
                    ? new WorkerState.Running(run.phase())
                    : new WorkerState.PhaseDone(run.phase());
        }
        return wanted instanceof Wanted.Stop ? new WorkerState.Stopped() : new WorkerState.Released();
    }

    private void operate(TaskOperation operation, String further) {
        var name = operation.name().toLowerCase() + "-" + ++batches;
        scene.batch(name, "alice", "{operation: " + operation + ", selector: {}" + further + "}");
        var status = scene.awaitEnd(name);
        assertThat(status.state()).as("%s", status).isEqualTo("Complete");
        assertThat(status.counts().succeeded()).as("%s", status).isEqualTo(2);
        if (operation != TaskOperation.ModifyAlertConfiguration) { // nothing of the task's course changes with it
            assertThat(scene.tasks()).allSatisfy(task -> {
                var last = task.getStatus().lastOperation();
                assertThat(last.operation()).isEqualTo(operation);
                assertThat(last.requestedBy()).isEqualTo("alice through " + name);
            });
        }
    }

    @Test
    void tasksInOtherStepsAreLeftAloneWithTheReason() {
        begin(FakeEngine.switchingOver());
        for (var name : List.of("crm", "shop")) {
            scene.create(Manifest.task(name, "", OBJECTS + "forwardSwitchover: {entered: true}"));
        }
        scene.batch("start", "{operation: Start, selector: {}}");
        scene.awaitTasks("to wait", status -> status.awaiting() != null);
        var crm = step("crm", SwitchoverStep.StartForwardSwitchover);
        assertThat(crm.counts().succeeded()).isEqualTo(1);
        scene.awaitTask(
                "crm",
                status -> status.awaiting() != null
                        && status.awaiting().step() == SwitchoverStep.ConfirmSourceWritesStopped);
        scene.batch(
                "both",
                "{operation: StartForwardSwitchover, selector: {}, forwardSwitchover: {step: StartForwardSwitchover,"
                        + " action: Confirm}}");
        var both = scene.awaitEnd("both");
        assertThat(both.state()).isEqualTo("Complete");
        assertThat(BatchScene.byName(both).get("shop").result()).isEqualTo("Succeeded");
        assertThat(BatchScene.byName(both).get("crm").message())
                .isEqualTo("the task stands in step ConfirmSourceWritesStopped, not in step StartForwardSwitchover");
    }

    private BatchOperationStatus step(String task, SwitchoverStep step) {
        scene.batch(
                "one",
                "{operation: StartForwardSwitchover, tasks: [" + task + "], forwardSwitchover: {step: " + step
                        + ", action: Confirm}}");
        return scene.awaitEnd("one");
    }

    @Test
    void aStopCostsThreeWritesOfEachTask() {
        stop(20);
    }

    @Test
    @Tag("long")
    void aStopOfAThousandTasksCostsThreeWritesOfEach() {
        stop(1000);
    }

    private void stop(int count) {
        var engine = new FakeEngine().answering(EveryOperationIT::stoppingForever);
        begin(engine);
        scene.patience = Duration.ofMinutes(4);
        IntStream.range(0, count)
                .parallel()
                .forEach(i -> scene.create(Manifest.task("task-" + i, "", OBJECTS + "desiredState: Running")));
        scene.awaitTasks("to run", status -> status.state() == TaskState.Running);
        await("the events of their start, which come after it")
                .atMost(scene.patience)
                .until(() ->
                        wire.writes().stream().filter(Wire.Write::ofAnEvent).count() >= count);
        var before = wire.writes().size();
        scene.batch("stop", "{operation: Stop, selector: {}, parallelism: " + count + "}");
        await().atMost(scene.patience).until(() -> stopping(engine).size() == count);
        stopping(engine).forEach(task -> engine.report(task, new WorkerState.Stopped()));
        assertThat(scene.awaitEnd("stop").counts().succeeded()).isEqualTo(count);
        check(wire.writes().subList(before, wire.writes().size()), count);
    }

    private static WorkerState stoppingForever(Wanted wanted) {
        return wanted instanceof Wanted.Run run ? new WorkerState.Running(run.phase()) : new WorkerState.Quiescing();
    }

    private static Set<TaskId> stopping(FakeEngine engine) {
        return engine.pursued().stream()
                .filter(goal -> goal.wanted() instanceof Wanted.Stop)
                .map(Goal::task)
                .collect(Collectors.toSet());
    }

    /** The edit with its annotations, the status that says stopping before it is begun, and the status that says stopped. */
    private void check(List<Wire.Write> writes, int count) {
        var ofTasks = writes.stream()
                .filter(Wire.Write::onAnyTask)
                .collect(Collectors.groupingBy(
                        Wire.Write::task, TreeMap::new, Collectors.mapping(Wire.Write::kind, Collectors.toList())));
        assertThat(ofTasks).hasSize(count);
        assertThat(ofTasks.values())
                .allSatisfy(kinds -> assertThat(kinds).containsExactly("PATCH", "PUT status", "PUT status"));
        var events = writes.stream().filter(Wire.Write::ofAnEvent).count();
        System.getLogger(EveryOperationIT.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0} tasks stopped on {1}: 3 writes of each task, {2} events, {3} writes in all",
                        count,
                        kind,
                        events,
                        writes.size());
        // of each task: asked by the batch, stopping, stopped; of the batch: recorded, complete
        assertThat(events).isLessThanOrEqualTo(3L * count + 2);
    }
}
