package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.batch.rule.BatchAnnotations;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.operator.OperatorProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged operator, killed with SIGKILL ten times while it resumes failed tasks by batch. A resume counts: it raises
 * {@code spec.resumeNonce} by one, so a task that was operated twice shows it.
 */
@Tag("long")
class BatchKillIT {
    private static final int KILLS = 10;
    private static final int TASKS = 14;
    private static final String SPEC = """
            desiredState: Running
            migrationTypes: [Schema, Full]
            objects: {include: ["public.*"]}
            """;

    private final ApiServer server = ApiServer.shared();
    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    /** Only for what it can do with the API server; its operator is never started. */
    private final BatchScene scene = BatchScene.withTaskController(server, null);

    private OperatorProcess operator;

    @TempDir
    private Path directory;

    @AfterEach
    void stopOperator() {
        if (operator != null) {
            operator.stop();
        }
    }

    @Test
    void noTaskIsOperatedTwiceAndNoneForgotten() {
        var source = PostgresServers.source().createDatabase("kill_source");
        source.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t SELECT generate_series(1, 100)");
        IntStream.range(0, TASKS).forEach(i -> create("task-" + i, source, SPEC));
        create("hopeless", source, SPEC);
        create("new", source, "objects: {include: [\"public.*\"]}");
        startOperator();
        scene.awaitTasks(
                "to lack their Secrets",
                status -> status.state() == TaskState.Failed || status.state() == TaskState.NotStarted);
        IntStream.range(0, TASKS).forEach(i -> addSecret("task-" + i, source));
        scene.batch("resume", "{operation: Resume, selector: {}, parallelism: 1}");
        IntStream.rangeClosed(1, KILLS).forEach(this::killAfterEdits);
        startOperator();

        var status = scene.awaitEnd("resume");
        assertThat(status.counts().succeeded()).as("%s", status).isEqualTo(TASKS);
        assertThat(status.counts().failed()).as("%s", status).isEqualTo(1);
        assertThat(status.counts().unsupported()).as("%s", status).isEqualTo(1);
        assertThat(status.tasks().get(0).name()).isEqualTo("hopeless");
        assertThat(scene.tasks()).allSatisfy(this::wasOperatedOnce);
        System.out.printf(
                "%d kills with SIGKILL in one batch operation (seed %d): counts %s%n", KILLS, seed, status.counts());
    }

    private void create(String name, TestDatabase source, String spec) {
        var target = PostgresServers.target().createDatabase("kill_target");
        scene.create(Manifest.task(name, "", source, target, spec));
        scene.create(Manifest.secret(name + "-target", target));
    }

    private void addSecret(String task, TestDatabase source) {
        scene.create(Manifest.secret(task + "-source", source));
    }

    /** Kills the operator once so many tasks were edited, a little before or after whatever comes next. */
    private void killAfterEdits(int edits) {
        if (!operator.isAlive()) {
            startOperator();
        }
        await(edits + " edits, seed " + seed + ", log " + operator.log())
                .pollInterval(Duration.ofMillis(10))
                .until(() -> scene.tasks().stream().filter(BatchKillIT::edited).count() >= edits);
        await().pollDelay(Duration.ofMillis(random.nextInt(700)))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> true);
        operator.kill();
        assertThat(scene.batch("resume").get().getStatus().completedAt())
                .as("it was under way when the operator was killed, seed %d", seed)
                .isNull();
    }

    private static boolean edited(MigrationTask task) {
        var annotations = task.getMetadata().getAnnotations();
        return annotations != null && annotations.containsKey(BatchAnnotations.BATCH);
    }

    private void wasOperatedOnce(MigrationTask task) {
        var untouched = task.getMetadata().getName().equals("new");
        assertThat(edited(task)).as("%s", task.getMetadata()).isNotEqualTo(untouched);
        assertThat(task.getSpec().resumeNonce()).as("%s, seed %d", task, seed).isEqualTo(untouched ? 0 : 1);
        assertThat(task.getMetadata().getGeneration())
                .as("edits of the spec of %s, seed %d", task.getMetadata().getName(), seed)
                .isEqualTo(untouched ? 1 : 2);
    }

    private void startOperator() {
        operator = OperatorProcess.start(
                OperatorProcess.packagedApplication(CrdFiles.projectDirectory()),
                server.kubeconfig(),
                directory.resolve("operator.log"),
                OperatorProcess.optionsFor(scene.namespace, 256));
    }
}
