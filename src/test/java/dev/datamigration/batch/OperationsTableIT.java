package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The eight operations over tasks in every standing, which the tasks' own controller brought there; docs/batch-operations.md
 * shows what became of them. With {@code -Ddocs.update=true} it is written anew.
 */
class OperationsTableIT {
    private static final Pattern TABLE =
            Pattern.compile("(<!-- generated: operations -->\n).*?(<!-- end of generated -->)", Pattern.DOTALL);
    private static final String OBJECTS = "objects: {include: [\"public.*\"]}\n";

    private final StandingEngine workers = new StandingEngine();
    private final OperationsTable table = new OperationsTable();
    private BatchScene scene;

    @AfterEach
    void end() {
        if (scene != null) { // null where the test was skipped
            scene.close();
        }
    }

    @Test
    @Tag("long")
    void theDocumentShowsWhatBecomesOfEach() throws IOException {
        scene = BatchScene.withTaskController(ApiServer.realOrSkip(), workers.engine);
        scene.patience = Duration.ofMinutes(3);
        scene.taskSettings = new FastTasks(Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofSeconds(2));
        scene.create(Manifest.secret("old", "user", "secret"));
        scene.create(Manifest.secret("new", "user", "secret"));
        scene.startOperator(new Wire());
        bringAbout();
        for (var operation : TaskOperation.values()) {
            operate(operation);
        }
        held(table.markdown());
    }

    private void bringAbout() {
        names().parallel().forEach(name -> create(name, Standing.of(name)));
        scene.awaitTasks("to come to rest or to run", OperationsTableIT::begun);
        awaitStanding(standing -> standing.state == TaskState.Running);
        names(TaskState.Stopped, TaskState.Ending).forEach(name -> awaitPhase(name, Standing.of(name)));
        names(TaskState.Stopped, TaskState.Ending)
                .forEach(name -> scene.patchTask(name, "{\"desiredState\": \"Stopped\"}"));
        awaitState(TaskState.Stopped, TaskState.Stopped, TaskState.Ending);
        names(TaskState.Ending).forEach(name -> scene.patchTask(name, "{\"desiredState\": \"Ended\"}"));
        names(TaskState.Modifying, TaskState.Integrating).forEach(this::pretend);
        awaitStanding(standing -> true);
    }

    private static Stream<String> names(TaskState... states) {
        return names().filter(name -> List.of(states).contains(Standing.of(name).state));
    }

    private static Stream<String> names() {
        return Arrays.stream(TaskOperation.values()).flatMap(OperationsTableIT::names);
    }

    private static Stream<String> names(TaskOperation operation) {
        return Arrays.stream(Standing.values()).map(standing -> operation.name().toLowerCase() + "." + standing.key());
    }

    private void create(String name, Standing standing) {
        var label = "for: " + name.substring(0, name.indexOf('.'));
        scene.create(
                standing == Standing.NOT_CONFIGURED
                        ? Manifest.unconfigured(name, label)
                        : Manifest.task(name, label, OBJECTS + standing.spec()));
    }

    private static boolean begun(MigrationTaskStatus status) {
        return status.state() != null;
    }

    private void awaitStanding(java.util.function.Predicate<Standing> which) {
        await("every task to stand where it is to")
                .atMost(scene.patience)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(scene.tasks())
                        .filteredOn(task ->
                                which.test(Standing.of(task.getMetadata().getName())))
                        .allSatisfy(OperationsTableIT::stands));
    }

    private static void stands(MigrationTask task) {
        var standing = Standing.of(task.getMetadata().getName());
        var status = task.getStatus();
        assertThat(status.state()).as("%s: %s", standing, status.message()).isEqualTo(standing.state);
        if (standing.state == TaskState.NotStarted || standing.phase == null) {
            return;
        }
        assertThat(status.phase()).as("%s: %s", standing, status.message()).isEqualTo(standing.phase);
        assertThat(standing.text.contains("complete")
                        || standing.text.contains("skipped")
                        || standing.text.contains("in step"))
                .as("%s: %s", standing, status.message())
                .matches(complete -> !complete || Boolean.TRUE.equals(status.phaseComplete()));
        if (standing.step != null) {
            assertThat(status.forwardSwitchover().steps())
                    .as("%s: %s", standing, status.message())
                    .anyMatch(step -> step.step() == standing.step && step.state() == standing.stepState);
        }
    }

    private void awaitPhase(String name, Standing standing) {
        scene.awaitTask(
                name,
                status -> status.phase() == standing.phase
                        && (standing != Standing.STOPPED_VERIFIED || Boolean.TRUE.equals(status.phaseComplete())));
    }

    private void awaitState(TaskState state, TaskState... standing) {
        names(standing).forEach(name -> scene.awaitTask(name, status -> status.state() == state));
    }

    /** No task comes to these by itself in this version. */
    private void pretend(String name) {
        scene.awaitTask(name, status -> status.phase() == Standing.of(name).phase);
        var task = scene.task(name).get();
        scene.setState(name, Standing.of(name).state, task.getStatus().phase().name());
    }

    private void operate(TaskOperation operation) {
        var name = operation.name().toLowerCase();
        var further = switch (operation) {
            case StartForwardSwitchover -> ", forwardSwitchover: {step: StartForwardSwitchover, action: Confirm}";
            case ModifyAlertConfiguration ->
                ", alertConfiguration: {taskStatus: {channel: Lark, urlSecretRef: {name: robot, key: url}}}";
            default -> "";
        };
        workers.hold(name);
        scene.batch(
                name, "{operation: " + operation + ", selector: {matchLabels: {for: " + name + "}}" + further + "}");
        await(operation + " to be under way wherever it takes time")
                .atMost(scene.patience)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertHeld(scene.batch(name).get().getStatus()));
        var held = scene.batch(name).get().getStatus();
        var busy = Set.copyOf(inProgress(held));
        workers.letHappen();
        var ended = scene.awaitEnd(name);
        table.counts(operation, held.counts(), ended.counts());
        BatchScene.byName(ended)
                .forEach((task, result) -> table.result(
                        Standing.of(task),
                        operation,
                        result,
                        busy.contains(task),
                        where(scene.task(task).get().getStatus())));
    }

    /** Whatever can have its result has it, and the workers of all others are busy. */
    private void assertHeld(BatchOperationStatus status) {
        assertThat(status).isNotNull();
        assertThat(status.tasks())
                .isNotNull()
                .hasSize(Standing.values().length)
                .noneMatch(task -> task.result().equals("Pending"));
        assertThat(inProgress(status)).isEqualTo(new TreeSet<>(workers.busy()));
    }

    private static Set<String> inProgress(BatchOperationStatus status) {
        return status.tasks().stream()
                .filter(task -> task.result().equals("InProgress"))
                .map(task -> task.name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String where(MigrationTaskStatus status) {
        return status.state().name();
    }

    private static void held(String markdown) throws IOException {
        var file = CrdFiles.projectDirectory().resolve("docs/batch-operations.md");
        var text = Files.readString(file);
        var matcher = TABLE.matcher(text);
        assertThat(matcher.find()).isTrue();
        var fresh = text.substring(0, matcher.end(1)) + markdown + "\n" + text.substring(matcher.start(2));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(file, fresh);
        }
        assertThat(Files.readString(file)).isEqualTo(fresh);
    }
}
