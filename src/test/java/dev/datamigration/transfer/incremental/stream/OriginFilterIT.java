package dev.datamigration.transfer.incremental.stream;

import static dev.datamigration.plan.Direction.Forward;
import static dev.datamigration.plan.Direction.Reverse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.incremental.TwoWayFixture;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the task itself wrote is never sent back; what anybody else wrote always is. */
class OriginFilterIT {
    private final TwoWayFixture sync = new TwoWayFixture();

    @AfterEach
    void close() {
        sync.close();
    }

    private void tables() {
        sync.both(
                        "CREATE TABLE t (id int PRIMARY KEY, v text)",
                        "CREATE TABLE nokey (v int)",
                        "ALTER TABLE nokey REPLICA IDENTITY FULL")
                .capture("t", "nokey");
    }

    @Test
    void largeTransactionsAndTruncationsDoNotComeBack() {
        sync.settings = new IncrementalSyncSettings(null, 500, 1L << 18, 1, null);
        tables();
        sync.start(Forward);
        Capture.begin(sync.run(Reverse));
        sync.source.execute(
                "BEGIN; INSERT INTO t SELECT g, repeat('x', 100) FROM generate_series(1, 8000) g;"
                        + " INSERT INTO nokey SELECT 1 FROM generate_series(1, 100); COMMIT",
                "BEGIN; TRUNCATE nokey; INSERT INTO nokey VALUES (2); COMMIT",
                "TRUNCATE nokey",
                "INSERT INTO nokey VALUES (3)");
        sync.finish(Forward).start(Reverse);
        sync.target.execute("INSERT INTO nokey VALUES (4)");
        sync.caughtUp(Reverse).assertSame("t", "nokey");
        assertThat(sync.source.query("SELECT v FROM nokey ORDER BY 1")).containsExactly("3", "4");
        assertThat(sync.applied(Reverse)).isEqualTo(1);
        assertThat(sync.status(Reverse).truncates()).isZero();
    }

    @Test
    void whatOthersWriteAmongOursIsCarried() {
        tables();
        sync.start(Forward);
        Capture.begin(sync.run(Reverse));
        sync.target.execute(
                "INSERT INTO datamigration.task (task_id, epoch) VALUES ('another', 1)",
                "INSERT INTO datamigration.applied (task_id, direction, position) VALUES ('another', 'forward', '0/0')",
                "BEGIN; UPDATE datamigration.applied SET position = position WHERE task_id = 'another';"
                        + " INSERT INTO t VALUES (1, 'of another task'); COMMIT",
                "INSERT INTO t VALUES (2, 'of the application')");
        sync.source.execute("INSERT INTO t VALUES (3, 'ours')");
        sync.finish(Forward).start(Reverse).caughtUp(Reverse).assertSame("t");
        assertThat(sync.applied(Reverse)).isEqualTo(2);
        sync.target.execute("DELETE FROM datamigration.task WHERE task_id = 'another'");
    }

    /** The capture begins while rows are arriving, which truncates tables and holds transactions open. */
    @Test
    void captureBeginsUnderFire() {
        tables();
        sync.start(Forward);
        // what a worker leaves that is killed before it has saved the position
        sync.target.execute("SELECT pg_create_logical_replication_slot('"
                + sync.run(Reverse).capture().name() + "', 'pgoutput')");
        var writing = CompletableFuture.runAsync(() -> sync.source.execute("DO $$ BEGIN FOR i IN 1..4000 LOOP"
                + " INSERT INTO t VALUES (i, 'v'); INSERT INTO nokey VALUES (i % 7);"
                + " IF i % 50 = 0 THEN TRUNCATE nokey; END IF; COMMIT; END LOOP; END $$"));
        Capture.begin(sync.run(Reverse));
        assertThat(Capture.begin(sync.run(Reverse))).as("idempotent").isEqualTo(Capture.begin(sync.run(Reverse)));
        writing.join();
        sync.finish(Forward).start(Reverse);
        sync.target.execute("UPDATE t SET v = 'w' WHERE id = 17");
        sync.caughtUp(Reverse).assertSame("t", "nokey");
        assertThat(sync.applied(Reverse)).isEqualTo(1);
    }

    @Test
    void aCaptureThatIsEndedLeavesTheForwardDirectionAsItWas() {
        tables();
        sync.start(Forward);
        Capture.begin(sync.run(Reverse));
        Capture.end(sync.run(Reverse), 1);
        Capture.end(sync.run(Reverse), 1);
        assertThat(sync.target.query("SELECT slot_name FROM pg_replication_slots WHERE database = current_database()"))
                .isEmpty();
        assertThat(sync.source.query("SELECT tablename FROM pg_tables WHERE schemaname = 'datamigration'"
                        + " AND tablename NOT LIKE 'structure\\_%'"))
                .as("checkpoints")
                .isEmpty();
        assertThat(sync.source.query("SELECT evtname FROM pg_event_trigger")).hasSize(2);
        sync.source.execute("INSERT INTO t VALUES (1, 'x')");
        sync.caughtUp(Forward).assertSame("t");
        Capture.begin(sync.run(Reverse));
        sync.finish(Forward).start(Reverse);
        sync.target.execute("INSERT INTO t VALUES (2, 'y')");
        sync.caughtUp(Reverse).assertSame("t");
    }

    @Test
    void tablesWhoseLogTellsTooLittleAreRefused() {
        sync.both("CREATE TABLE t (id int PRIMARY KEY)", "CREATE TABLE bare (id int)");
        sync.source.execute("ALTER TABLE bare REPLICA IDENTITY FULL");
        sync.capture("t", "bare");
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> Capture.begin(sync.run(Reverse)))
                .satisfies(refused -> {
                    assertThat(refused.failure().code()).isEqualTo(FailureCode.ServerSetting);
                    assertThat(refused.failure().side()).isEqualTo(Side.Target);
                    assertThat(refused.failure().message())
                            .contains("public.bare")
                            .doesNotContain("public.t");
                    assertThat(refused.failure().remedy())
                            .contains("ALTER TABLE \"public\".\"bare\" REPLICA IDENTITY FULL");
                });
        sync.target.execute("ALTER TABLE bare REPLICA IDENTITY FULL");
        Capture.begin(sync.run(Reverse));
    }

    @Test
    void anOpenTransactionIsNamedAndWaitedForNoLongerThanAsked() throws SQLException {
        tables();
        try (var open = sync.target.connect();
                var statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("SET application_name = 'nightly report'");
            statement.execute("INSERT INTO t VALUES (99, 'open')");
            assertThatExceptionOfType(FailureException.class)
                    .isThrownBy(() -> Capture.begin(sync.run(Reverse), 1))
                    .satisfies(refused -> {
                        assertThat(refused.failure().code()).isEqualTo(FailureCode.BlockedByOthers);
                        assertThat(refused.failure().side()).isEqualTo(Side.Target);
                        assertThat(refused.failure().message())
                                .contains("in 1 s")
                                .contains("nightly report");
                    });
            open.rollback();
        }
        Capture.begin(sync.run(Reverse), 10);
    }
}
