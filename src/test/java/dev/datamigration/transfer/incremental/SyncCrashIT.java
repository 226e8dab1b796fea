package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cut, stopped or killed anywhere, nothing is lost and nothing comes twice. */
class SyncCrashIT {
    private final SyncFixture sync = new SyncFixture();

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void connectionsCutOnEitherSideInTheMiddle() {
        sync.settings = new IncrementalSyncSettings(null, 50, null, 1, null);
        sync.both(
                        "CREATE TABLE t (id int PRIMARY KEY, v text)",
                        "CREATE TABLE nokey (v int)",
                        "ALTER TABLE nokey REPLICA IDENTITY FULL")
                .capture()
                .start();
        for (var round = 0; round < 4; round++) {
            var base = round * 10_000;
            var writing = CompletableFuture.runAsync(() -> write(base));
            await().until(() -> sync.target.count("t WHERE id > " + base) > 0);
            var rows = sync.target.count("t");
            cut(round % 2 == 0 ? sync.target : sync.source, round % 2 == 0 ? "apply" : "stream");
            // however quick it was, it has something left to do
            sync.source.execute("INSERT INTO t VALUES (" + (base + 5_000) + ", 'after the cut')");
            assertThat(sync.failure().code()).isEqualTo(FailureCode.Unreachable);
            assertThat(sync.target.count("t")).isGreaterThanOrEqualTo(rows);
            sync.start();
            writing.join();
        }
        sync.caughtUp().assertSame("t", "nokey");
        sync.stop();
        assertThat(sync.counts()).containsEntry("conflicts", 0L).containsEntry("inserts", 4 * 2_001L);
    }

    /** Many transactions, each with a row in a table without a key, so that one applied twice would show. */
    private void write(int base) {
        sync.source.execute("DO $$ BEGIN FOR i IN " + (base + 1) + ".." + (base + 1000) + " LOOP"
                + " INSERT INTO t VALUES (i, 'v'); INSERT INTO nokey VALUES (i % 10);"
                + " UPDATE t SET v = 'w' WHERE id = i; IF i % 3 = 0 THEN COMMIT; END IF; END LOOP; END $$");
    }

    private void cut(TestDatabase database, String purpose) {
        await().until(() -> !database.query(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dm:"
                                + sync.taskId + ":" + purpose + "'")
                .isEmpty());
    }

    @Test
    void stoppedWhereTheSourceWasNotTold() {
        sync.both("CREATE TABLE nokey (v int)", "ALTER TABLE nokey REPLICA IDENTITY FULL")
                .capture();
        var rows = 0L;
        String told;
        String applied;
        do {
            sync.start();
            sync.source.execute("INSERT INTO nokey SELECT 1 FROM generate_series(1, 100)");
            rows += 100;
            sync.caughtUp();
            // Cancelled, the stream is cut without a last word: the slot is behind what the target has, unless it was
            // told just before.
            sync.stop();
            sync.awaitSlotFree();
            told = sync.slotColumn("confirmed_flush_lsn");
            applied = sync.target.queryOne("SELECT position FROM datamigration.applied");
        } while (told.equals(applied));
        sync.source.execute("INSERT INTO nokey VALUES (2)");
        sync.start().caughtUp().assertSame("nokey");
        sync.stop();
        assertThat(sync.counts()).containsEntry("inserts", rows + 1);
    }

    /** A row that somebody else has not committed yet holds the transaction in its middle. */
    @Test
    void largeTransactionIsWrittenInPartsAndAllOrNothing() throws SQLException {
        sync.settings = new IncrementalSyncSettings(null, 2_000, 1L << 20, 1, null);
        sync.both("CREATE TABLE big (id int PRIMARY KEY, v text)").capture().start();
        sync.source.execute("INSERT INTO big VALUES (0, 'before')");
        sync.caughtUp();
        try (var other = sync.target.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO big VALUES (50000, 'not committed')");
            sync.source.execute("BEGIN; INSERT INTO big SELECT g, 'some text ' || g FROM generate_series(1, 60000) g;"
                    + " UPDATE big SET v = v || '!' WHERE id % 10 = 0; DELETE FROM big WHERE id % 100 = 1; COMMIT");
            await().until(() -> sync.target.count("pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND application_name = 'dm:" + sync.taskId + ":apply'")
                    == 1);
            assertThat(sync.target.count("big")).as("never a part of it").isEqualTo(1);
            cut(sync.target, "apply");
            assertThat(sync.failure().code()).isEqualTo(FailureCode.Unreachable);
            other.rollback();
        }
        assertThat(sync.target.count("big")).isEqualTo(1);
        sync.start().caughtUp().assertSame("big");
    }

    @Test
    void senderOfADeadWorkerIsEnded() {
        sync.both("CREATE TABLE t (id int PRIMARY KEY)").capture().start();
        sync.caughtUp();
        var first = sync.sender();
        sync.abandon();
        sync.source.execute("INSERT INTO t VALUES (1)");
        sync.start().caughtUp().assertSame("t");
        assertThat(sync.sender()).isNotEqualTo(first);
    }

    @Test
    void idleSlotDoesNotHoldBackTheLog() {
        sync.both("CREATE TABLE t (id int PRIMARY KEY)").capture("t");
        sync.source.execute("CREATE TABLE noise (v text)");
        var elsewhere = PostgresServers.source().createDatabase("noise");
        elsewhere.execute("CREATE TABLE noise (v text)");
        sync.start().caughtUp();
        for (var i = 0; i < 5; i++) {
            var makeNoise = "INSERT INTO noise SELECT repeat('x', 1000) FROM generate_series(1, 3000)";
            sync.source.execute(makeNoise, "CHECKPOINT");
            elsewhere.execute(makeNoise);
        }
        var end = sync.source.queryOne("SELECT pg_current_wal_lsn()");
        await().untilAsserted(() -> {
            assertThat(sync.slotColumn("confirmed_flush_lsn >= '" + end + "'")).isEqualTo("t");
            // the server itself logs what lets the slot's restart position move, at checkpoints and now and then
            sync.source.execute("CHECKPOINT");
            assertThat(Long.parseLong(sync.slotColumn("pg_current_wal_lsn() - restart_lsn")))
                    .isLessThan(8L << 20);
        });
        await().untilAsserted(() -> {
            assertThat(sync.status.latencyMillis()).isZero();
            assertThat(sync.status.caughtUp()).isTrue();
        });
    }
}
