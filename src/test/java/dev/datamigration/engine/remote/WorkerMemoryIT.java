package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How much memory a worker with the chart's heap has resident at most, whatever it moves: rows nearly as wide as may be by default,
 * rows of a usual width, and many tables. It prints the most of each phase.
 */
@Tag("long")
class WorkerMemoryIT {
    /** What the chart's limit of 1 GiB leaves to the heap, unless {@code -Dworker.heap} says otherwise. */
    private static final int HEAP_MEGABYTES = Integer.getInteger("worker.heap", 716);

    private static final int MEBIBYTE = 1 << 20;
    private static final long LIMIT = 1L << 30;

    private final Path log = CrdFiles.projectDirectory().resolve("target/worker-memory.log");
    private ProcessWorkplace provisioner;
    private WorkerEngine engine;
    private TestDatabase source;
    private TestDatabase target;

    @BeforeEach
    void begin() throws IOException {
        Files.deleteIfExists(log);
        provisioner = new ProcessWorkplace(log, HEAP_MEGABYTES);
        engine = new WorkerEngine(provisioner, new GivenSettings());
        source = PostgresServers.source().createDatabase("memory_source");
        target = PostgresServers.target().createDatabase("memory_target");
    }

    @AfterEach
    void end() {
        engine.close();
        provisioner.close();
    }

    @Test
    void narrowRows() throws IOException {
        source.execute(
                "CREATE TABLE account (id bigint PRIMARY KEY, owner text NOT NULL, balance numeric(12,2))",
                "INSERT INTO account SELECT i, repeat('owner ' || i, 10), i FROM generate_series(1, 2000000) i");
        measure("2,000,000 rows of 150 bytes", "UPDATE account SET balance = balance + 1 WHERE id <= 300000");
    }

    @Test
    void wideRows() throws IOException {
        source.execute(
                "CREATE TABLE letter (id int PRIMARY KEY, body text)",
                "INSERT INTO letter SELECT i, repeat('wide', 15 * 1024 * 1024) FROM generate_series(1, 12) i",
                "INSERT INTO letter SELECT i, repeat('wide', 256 * 1024) FROM generate_series(13, 400) i");
        measure(
                "12 rows of 60 MiB and 388 of 1 MiB",
                "UPDATE letter SET body = body || 'x' WHERE id <= 4",
                "UPDATE letter SET body = body || 'x' WHERE id > 100");
    }

    @Test
    void manyTables() throws IOException {
        source.execute(
                "DO $$BEGIN FOR i IN 1..1500 LOOP EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, v text)', i);"
                        + " EXECUTE format('INSERT INTO t%s SELECT n, repeat(''v'', 100) FROM generate_series(1, 50) n', i);"
                        + " END LOOP; END$$");
        measure("1,500 tables of 50 rows", "UPDATE t1 SET v = 'new'");
    }

    private void measure(String what, String... changes) throws IOException {
        var driver = new EngineDriver(engine, EngineDriver.plan(source, target));
        driver.performUpTo(Phase.FullMigration);
        System.out.printf("%s: resident at most %d MiB after the load%n", what, mostResident() / MEBIBYTE);
        driver.perform(Phase.IncrementalSync);
        source.execute(changes);
        var verified = driver.perform(Phase.FullVerification).details().verification();
        assertThat(verified.consistent()).as("%s", verified).isTrue();
        System.out.printf("%s: resident at most %d MiB after all%n", what, mostResident() / MEBIBYTE);
        assertThat(mostResident()).isLessThan(LIMIT);
        driver.release();
    }

    /** In bytes. */
    private long mostResident() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(provisioner.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                            .sum()
                    * 1024;
        }
    }
}
