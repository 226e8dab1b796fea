package dev.datamigration.transfer.incremental;

import static dev.datamigration.plan.Direction.Forward;
import static dev.datamigration.plan.Direction.Reverse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.incremental.stream.Capture;
import dev.datamigration.transfer.verify.FullVerification;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written on the target after the switch arrives on the source, as it does the other way. */
class ReverseSyncIT {
    private final TwoWayFixture sync = new TwoWayFixture();

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void thereAndBackAndThereAgain() {
        tables().start(Forward);
        sync.source.execute(
                "INSERT INTO t SELECT g, 'a' FROM generate_series(1, 10) g", "INSERT INTO nokey VALUES (1), (1)");
        Capture.begin(sync.run(Reverse));
        sync.source.execute("UPDATE t SET v = 'b' WHERE id < 5", "INSERT INTO nokey VALUES (1)");
        sync.finish(Forward).assertSame("t", "nokey");
        var forward = sync.applied(Forward);

        sync.watch(Forward, 1).start(Reverse);
        sync.target.execute(
                "INSERT INTO t VALUES (11, 'c')", "DELETE FROM nokey WHERE ctid IN (SELECT min(ctid) FROM nokey)");
        sync.caughtUp(Reverse).assertSame("t", "nokey");
        assertThat(sync.applied(Reverse))
                .as("nothing of what came forward goes back")
                .isEqualTo(2);

        sync.finishWatch();
        Capture.begin(sync.run(Forward));
        sync.target.execute("UPDATE t SET v = 'd' WHERE id > 8", "INSERT INTO nokey VALUES (5)");
        sync.finish(Reverse).watch(Reverse, 2).start(Forward);
        sync.source.execute("INSERT INTO nokey VALUES (6)", "DELETE FROM t WHERE id = 11");
        sync.caughtUp(Forward).assertSame("t", "nokey");
        assertThat(sync.applied(Forward))
                .as("nothing of what came back goes forward")
                .isEqualTo(forward + 2);
        assertThat(sync.lateWrites).isEmpty();
    }

    private TwoWayFixture tables() {
        return sync.both(
                        "CREATE TABLE t (id int PRIMARY KEY, v text)",
                        "CREATE TABLE nokey (v int)",
                        "ALTER TABLE nokey REPLICA IDENTITY FULL")
                .capture("t", "nokey");
    }

    @Test
    void renamedAndWideAndPartitionedTablesComeBack() {
        sync.objects = new ObjectSelection(
                List.of("app.*"), null, Map.of("app", "moved"), Map.of("app.items", "moved.articles"));
        sync.source.execute("CREATE SCHEMA app", "CREATE TYPE app.mood AS ENUM ('sad', 'happy')");
        sync.target.execute("CREATE SCHEMA moved", "CREATE TYPE moved.mood AS ENUM ('sad', 'happy')");
        sync.source.execute(schema("app", "items"));
        sync.target.execute(schema("moved", "articles"));
        sync.capture("app.items", "app.parts", "app.child").start(Forward);
        sync.source.execute(
                "INSERT INTO app.items (n, wide, m) SELECT g, repeat('x' || g, 3000), 'happy' FROM generate_series(1, 9) g");
        Capture.begin(sync.run(Reverse));
        sync.finish(Forward).start(Reverse);
        sync.target.execute(
                "ALTER TABLE moved.articles ALTER id RESTART WITH 1000",
                "UPDATE moved.articles SET n = n + 100 WHERE n < 5",
                "UPDATE moved.articles SET wide = NULL, m = 'sad' WHERE n = 5",
                "INSERT INTO moved.articles (n, wide) VALUES (50, repeat('y', 9000))",
                "DELETE FROM moved.articles WHERE n = 9",
                "INSERT INTO moved.parts VALUES (1, 1), (2, 1)",
                "INSERT INTO moved.child (v) SELECT 'c' FROM generate_series(1, 5)",
                "BEGIN; TRUNCATE moved.child; INSERT INTO moved.child (v) VALUES ('d'); COMMIT");
        sync.source.execute("CREATE TABLE app.parts_2 PARTITION OF app.parts FOR VALUES IN (2)");
        sync.target.execute(
                "CREATE TABLE moved.parts_2 PARTITION OF moved.parts FOR VALUES IN (2)",
                "INSERT INTO moved.parts VALUES (7, 2)",
                "UPDATE moved.parts SET k = 2 WHERE id = 1");
        sync.caughtUp(Reverse);
        same("app.items", "moved.articles");
        same("app.parts", "moved.parts");
        same("app.child", "moved.child");
        assertThat(sync.status(Reverse).conflicts()).isZero();
    }

    private static String[] schema(String schema, String items) {
        return new String[] {
            "CREATE TABLE %s.%s (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int UNIQUE, wide text, m %s.mood, twice int GENERATED ALWAYS AS (n * 2) STORED)"
                    .formatted(schema, items, schema),
            "ALTER TABLE %s.%s ALTER wide SET STORAGE EXTERNAL".formatted(schema, items),
            "CREATE TABLE %s.parts (id int, k int, PRIMARY KEY (id, k)) PARTITION BY LIST (k)".formatted(schema),
            "CREATE TABLE %s.parts_1 PARTITION OF %s.parts FOR VALUES IN (1)".formatted(schema, schema),
            "CREATE TABLE %s.child (id serial PRIMARY KEY, v text)".formatted(schema)
        };
    }

    private void same(String onSource, String onTarget) {
        var sql = "SELECT t::text FROM %s t ORDER BY 1";
        assertThat(sync.source.query(sql.formatted(onSource)))
                .as(onSource)
                .isNotEmpty()
                .isEqualTo(sync.target.query(sql.formatted(onTarget)));
    }

    /** Many transactions, each with a row in a table without a key, so that one applied twice would show. */
    @Test
    void cutOrKilledAnywhereNothingIsLostOrDoubled() {
        sync.settings = new IncrementalSyncSettings(null, 50, null, 1, null);
        tables().start(Forward);
        Capture.begin(sync.run(Reverse));
        sync.finish(Forward).start(Reverse);
        for (var round = 0; round < 4; round++) {
            var base = round * 10_000;
            var writing = CompletableFuture.runAsync(() -> sync.target.execute("DO $$ BEGIN FOR i IN 1..600 LOOP"
                    + " INSERT INTO t VALUES (" + base + " + i, 'v'); INSERT INTO nokey VALUES (i % 10);"
                    + " UPDATE t SET v = 'w' WHERE id = " + base + " + i; COMMIT; END LOOP; END $$"));
            await().until(() -> sync.source.count("t WHERE id > " + base) > 0);
            if (round % 2 == 0) {
                sync.cut(round == 0 ? sync.source : sync.target, round == 0 ? "apply" : "stream");
                // however quick it was, it has something left to do
                sync.target.execute("INSERT INTO t VALUES (" + (base + 5_000) + ", 'after the cut')");
                assertThat(sync.failure(Reverse).code()).isEqualTo(FailureCode.Unreachable);
            }
            sync.kill().worker().start(Reverse);
            writing.join();
        }
        sync.caughtUp(Reverse).assertSame("t", "nokey");
        assertThat(sync.applied(Reverse)).isEqualTo(4 * 600 * 3 + 2);
        assertThat(sync.status(Reverse).conflicts()).isZero();
    }

    @Test
    void verificationTakesTheSideOfTheApplicationForTrue() {
        tables().start(Forward);
        Capture.begin(sync.run(Reverse));
        sync.finish(Forward).start(Reverse);
        sync.target.execute("INSERT INTO datamigration.loaded_table (task_id, source_schema, source_table)"
                + " VALUES ('" + sync.taskId + "', 'public', 't')");
        sync.target.execute("INSERT INTO t SELECT g, 'v' FROM generate_series(1, 20) g");
        sync.caughtUp(Reverse);
        sync.source.execute("UPDATE t SET v = 'spoilt' WHERE id = 3");
        var found = new FullVerification(sync.run(Reverse), sync.sync(Reverse), status -> {}).compare();
        assertThat(found.mismatchedRows()).isEqualTo(1);
        var correction = sync.source.queryOne("SELECT correction_sql FROM datamigration.difference");
        sync.source.execute(correction);
        sync.assertSame("t");
    }

    @Test
    void failuresNameTheSidesOfTheSpec() {
        tables().start(Reverse);
        assertThat(sync.failure(Reverse).message()).contains("Changes of the target were not captured");
        sync.start(Forward);
        Capture.begin(sync.run(Reverse));
        sync.finish(Forward);
        sync.source.execute("ALTER TABLE t DROP COLUMN v");
        sync.start(Reverse);
        sync.target.execute("INSERT INTO t VALUES (1, 'x')");
        var failure = sync.failure(Reverse);
        assertThat(failure.code()).isEqualTo(FailureCode.SourceSchemaChanged);
        assertThat(failure.side()).isEqualTo(Side.Target);
        assertThat(failure.message()).contains("Column v of public.t on the target has no counterpart");
        assertThat(failure.remedy()).contains("Run on the source").contains("ADD COLUMN \"v\" text");
    }

    @Test
    void anOlderWorkerIsRefusedOnBothSides() throws SQLException {
        tables().start(Forward);
        Capture.begin(sync.run(Reverse));
        sync.kill();
        var older = sync.run.scope().epoch();
        sync.worker();
        for (var database : List.of(sync.source, sync.target)) {
            try (var connection = database.connect()) {
                connection.setAutoCommit(false);
                assertThatExceptionOfType(FailureException.class)
                        .isThrownBy(() -> Fence.check(connection, sync.taskId, older))
                        .satisfies(
                                refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.Superseded));
            }
        }
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> Capture.begin(sync.directed(Reverse, older)))
                .satisfies(refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.Superseded));
    }

    @Test
    void nothingIsLeftOnEitherSideAtTheEnd() {
        tables().start(Forward);
        Capture.begin(sync.run(Reverse));
        sync.finish(Forward).watch(Forward, 1).start(Reverse);
        sync.target.execute("INSERT INTO t VALUES (1, 'x')");
        sync.caughtUp(Reverse).release();
        for (var database : List.of(sync.source, sync.target)) {
            assertThat(database.query("SELECT slot_name FROM pg_replication_slots WHERE database = current_database()"
                            + " UNION ALL SELECT pubname FROM pg_publication"
                            + " UNION ALL SELECT nspname FROM pg_namespace WHERE nspname = 'datamigration'"))
                    .isEmpty();
        }
        sync.assertSame("t");
    }
}
