package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.datamigration.api.Phase;
import dev.datamigration.bench.scene.SmallTables;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The shape of a large application's database that is not old yet: 850 tables of a few hundred rows with 3,840 indexes. Ours and
 * {@code pg_dump} piped into {@code psql}, where these are installed in the servers' version or a later one, in the same run; the
 * figures are in docs/performance.md.
 */
@Tag("long")
class ManySmallTablesIT {
    private static final int TABLES = 850;
    private static final int INDEXES = 3_840;
    private static final int VERSION = 15;
    private static final int ROUNDS = Integer.getInteger("catalog.rounds", 3);

    @Test
    void besideDumpAndRestore() throws Exception {
        assumeTrue(installed(), "pg_dump and psql of version " + VERSION + " or later are not installed");
        try (var from = PostgresInstance.start(VERSION, Map.of());
                var to = PostgresInstance.start(VERSION, Map.of());
                var engine = new LocalEngine()) {
            var source = from.createDatabase("small");
            source.execute(SmallTables.fill(TABLES, INDEXES));
            for (var round = 1; round <= ROUNDS; round++) {
                var phases = new MeasuredPhases("%d tables, %d indexes, round %d".formatted(TABLES, INDEXES, round));
                var restored = to.createDatabase("small");
                var started = System.nanoTime();
                dumpAndRestore(source, restored);
                var peer = (System.nanoTime() - started) / 1e9;
                phases.tell("pg_dump piped into psql %.1f s".formatted(peer));
                var target = to.createDatabase("small");
                var ours = migrate(engine, source, target, phases);
                phases.tell("ours with schema, load and catch-up %.1f s, ratio %.2f".formatted(ours, peer / ours));
                assertThat(indexes(target)).isEqualTo(indexes(restored)).isEqualTo(indexes(source));
            }
        }
    }

    /** Seconds until all is there; the precheck and the verification have no like in the peer. */
    private static double migrate(LocalEngine engine, TestDatabase source, TestDatabase target, MeasuredPhases phases) {
        var driver = new EngineDriver(engine, EngineDriver.plan(source, target));
        phases.measure(driver, Phase.Precheck);
        var ours = 0.0;
        for (var phase : List.of(Phase.SchemaMigration, Phase.FullMigration, Phase.IncrementalSync)) {
            ours += phases.measure(driver, phase);
        }
        phases.measure(driver, Phase.FullVerification);
        assertThat(driver.report().details().verification().consistent()).isTrue();
        driver.stop();
        driver.release();
        return ours;
    }

    private static void dumpAndRestore(TestDatabase source, TestDatabase target) throws Exception {
        run("pg_dump '%s' | psql -q -X -v ON_ERROR_STOP=1 '%s' > /dev/null".formatted(uri(source), uri(target)));
    }

    private static String uri(TestDatabase database) {
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(
                        PostgresInstance.SUPERUSER,
                        PostgresInstance.PASSWORD,
                        database.host(),
                        database.port(),
                        database.name());
    }

    private static boolean installed() throws Exception {
        try {
            var version = new ProcessBuilder("pg_dump", "--version").start();
            var printed = new String(version.getInputStream().readAllBytes()).replaceAll("^\\D*(\\d+).*\\s*$", "$1");
            return version.waitFor() == 0 && Integer.parseInt(printed) >= VERSION;
        } catch (IOException e) {
            return false;
        }
    }

    private static void run(String command) throws Exception {
        var process = new ProcessBuilder("sh", "-c", command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    private static String indexes(TestDatabase database) {
        return database.queryOne("SELECT count(*) FROM pg_indexes WHERE schemaname = 'public'");
    }
}
