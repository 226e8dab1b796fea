package dev.datamigration.faults.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.switchover.LiveTask;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import dev.datamigration.testing.compare.TableComparison;
import dev.datamigration.testing.operator.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Millions of changes through one task: neither the memory of the process that moves them nor the log that the source keeps
 * grows with their number. Writes {@code target/endurance/samples.csv} and {@code curve.svg}.
 */
@Tag("long")
class LogEnduranceIT {
    private static final long CHANGES = Long.getLong("endurance.changes", 24_000_000);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PERIOD = Duration.ofSeconds(3);
    private static final long NOISE_BYTES = 24L << 20;
    private static final long NOISE_TRANSACTIONS = 50;

    private final Path directory = CrdFiles.projectDirectory().resolve("target/endurance");
    private final TestDatabase source = PostgresServers.source().createDatabase("endurance_source");
    private final TestDatabase target = PostgresServers.target().createDatabase("endurance_target");
    private final List<Sample> samples = new ArrayList<>();

    @Test
    void memoryAndRetainedLogStayFlat() throws IOException {
        Files.createDirectories(directory);
        var changes = new BulkChanges(source);
        changes.createTables();
        var task = new LiveTask(ApiServer.shared(), source, target, "migrationTypes: [Schema, Full, Incremental]");
        try (var operator = OperatorProcess.start(
                OperatorProcess.packagedApplication(CrdFiles.projectDirectory()),
                task.server.kubeconfig(),
                directory.resolve("operator.log"),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dquarkus.operator-sdk.namespaces=" + task.namespace))) {
            await("in step")
                    .atMost(PATIENCE)
                    .until(() -> task.status().phase() == Phase.IncrementalSync
                            && Boolean.TRUE.equals(task.status().phaseComplete()));
            follow(changes, new Gauge(operator, source, target, System.nanoTime()));
            write();
            assertThat(task.status().state()).isEqualTo(TaskState.Running);
            assertThat(DatabaseComparer.compare(source, target)).allMatch(TableComparison::same);
            task.end();
        }
        assertFlat("heap", Sample::heap, NOISE_BYTES);
        assertFlat("resident", Sample::resident, NOISE_BYTES);
        assertFlat("retained log", Sample::retained, NOISE_BYTES);
        assertFlat("xmin age", Sample::horizon, NOISE_TRANSACTIONS);
    }

    /** Until everything has arrived; gives up when nothing does for a while. */
    private void follow(BulkChanges changes, Gauge gauge) {
        var writing = CompletableFuture.runAsync(() -> {
            try {
                changes.write(CHANGES);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        var transactions = CHANGES / BulkChanges.PER_TRANSACTION;
        for (var last = -1L; last < transactions; ) {
            var before = last;
            last = await("more changes")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(gauge::arrived, arrived -> arrived > before);
            changes.sawArrive(last);
            if (samples.isEmpty() || gauge.measure(last).seconds() - newest().seconds() >= PERIOD.toSeconds()) {
                samples.add(gauge.measure(last));
            }
        }
        writing.join();
    }

    private Sample newest() {
        return samples.get(samples.size() - 1);
    }

    private void write() throws IOException {
        var lines = samples.stream().map(Sample::csv).collect(Collectors.joining("\n", Sample.HEADER + "\n", "\n"));
        Files.writeString(directory.resolve("samples.csv"), lines);
        Files.writeString(directory.resolve("curve.svg"), new Curve(samples).svg());
        System.out.printf(
                "%d changes in %.0f s, %.0f a second%n", CHANGES, newest().seconds(), CHANGES / newest().seconds());
    }

    /** The second half needs no more than the first one, but for noise; how it begins does not count. */
    private void assertFlat(String what, ToLongFunction<Sample> value, long noise) {
        var first = mean(samples.subList(samples.size() / 10, samples.size() / 2), value);
        var second = mean(samples.subList(samples.size() / 2, samples.size()), value);
        System.out.printf("%s: %.0f in the first half, %.0f in the second%n", what, first, second);
        assertThat(second).as(what).isLessThanOrEqualTo(first * 1.1 + noise);
    }

    private static double mean(List<Sample> part, ToLongFunction<Sample> value) {
        return part.stream().mapToLong(value).average().orElse(0);
    }
}
