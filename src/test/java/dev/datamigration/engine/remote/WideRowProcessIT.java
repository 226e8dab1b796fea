package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.Limits;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A row of 120 MB comes through the log to a worker that has as much memory: it is named, or the process ends. */
@Tag("long")
class WideRowProcessIT {
    private static final int HEAP_MEGABYTES = 128;
    private static final String WIDE_ROW = "INSERT INTO letter VALUES (7, repeat('wide', 30 * 1024 * 1024))";

    private final Path log = CrdFiles.projectDirectory().resolve("target/wide-row.log");
    private ProcessWorkplace provisioner;
    private WorkerEngine engine;
    private EngineDriver driver;
    private TestDatabase source;
    private TestDatabase target;

    @BeforeEach
    void begin() throws Exception {
        Files.deleteIfExists(log);
        provisioner = new ProcessWorkplace(log, HEAP_MEGABYTES);
        engine = new WorkerEngine(provisioner, new GivenSettings());
        source = PostgresServers.source().createDatabase("wide_source");
        target = PostgresServers.target().createDatabase("wide_target");
        source.execute("CREATE TABLE letter (id int PRIMARY KEY, body text)", "INSERT INTO letter VALUES (1, 'short')");
        driver = new EngineDriver(engine, EngineDriver.plan(source, target));
    }

    @AfterEach
    void end() {
        engine.close();
        provisioner.close();
    }

    @Test
    void isNamedByTableAndKey() {
        driver.performUpTo(Phase.IncrementalSync);
        source.execute(WIDE_ROW);
        var failure = driver.awaitFailure().failure();
        assertThat(failure.code()).isEqualTo(FailureCode.RowTooWide);
        assertThat(failure.message()).contains("public.letter", "7").doesNotContain("widewide");
        assertThat(target.count("letter")).isEqualTo(1);
    }

    /** The limit says that there is memory for it, and there is none. */
    @Test
    void endsAProcessThatHasNotTheMemoryForIt() throws Exception {
        driver.plan(withLimit(driver.plan(), 268_435_456L));
        driver.performUpTo(Phase.IncrementalSync);
        source.execute(WIDE_ROW);
        driver.pursue(new Wanted.Run(Phase.FullVerification));
        await().until(() -> {
            engine.report(driver.task()).ifPresent(WideRowProcessIT::assertNotEqual);
            return !provisioner.isAlive();
        });
        assertThat(Files.readString(log)).contains("OutOfMemoryError");

        provisioner.startProcess();
        await().until(() -> engine.report(driver.task()).isEmpty());
        driver.plan(withLimit(driver.plan(), Limits.DEFAULT.maxRowBytes()));
        driver.resume().pursue(new Wanted.Run(Phase.FullVerification));
        assertThat(driver.awaitFailure().failure().code()).isEqualTo(FailureCode.RowTooWide);
        assertThat(target.count("letter")).isEqualTo(1);
    }

    private static void assertNotEqual(Report report) {
        assertThat(report.activity()).isNotEqualTo(new WorkerState.PhaseDone(Phase.FullVerification));
        var verified = report.details().verification();
        assertThat(verified != null && Boolean.TRUE.equals(verified.consistent()))
                .isFalse();
    }

    private static MigrationPlan withLimit(MigrationPlan plan, long maxRowBytes) {
        return PlanCopy.of(plan).limits(new Limits(null, null, maxRowBytes)).plan();
    }
}
