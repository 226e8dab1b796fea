package dev.datamigration.database.postgres.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FenceIT {

    private TestDatabase database;
    private TestDatabase stranger;

    @BeforeEach
    void databases() {
        database = PostgresServers.target().createDatabase("fence");
        var role = "stranger_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'x'");
        stranger = new TestDatabase(database.host(), database.port(), database.name(), role, "x");
    }

    /** Not even where the database gives everybody everything. */
    @Test
    void noLockThatAnotherAccountCanTakeHoldsUpTheTask() throws SQLException {
        database.execute(
                "ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO PUBLIC",
                "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC");
        try (var other = stranger.connect();
                var ours = database.connect()) {
            other.createStatement()
                    .execute("SELECT pg_advisory_lock(hashtextextended('datamigration.task t', 0)),"
                            + " pg_advisory_lock(" + 0x646d5f736368656dL + ")");
            ours.createStatement().execute("SET lock_timeout = '2s'");
            Fence.enter(ours, "t", 1);
            ours.setAutoCommit(false);
            Fence.check(ours, "t", 1);
            ours.commit();
            ours.setAutoCommit(true);
            for (var table : database.query("SELECT format('datamigration.%I', relname) FROM pg_class"
                    + " WHERE relnamespace = 'datamigration'::regnamespace AND relkind = 'r'")) {
                assertThatThrownBy(() -> stranger.execute("BEGIN; LOCK TABLE " + table + " IN ACCESS SHARE MODE"))
                        .hasMessageContaining("permission denied");
            }
            database.execute("GRANT USAGE ON SCHEMA datamigration TO PUBLIC");
            assertThatThrownBy(
                            () -> stranger.execute("BEGIN; LOCK TABLE " + Fence.lockOf("t") + " IN ACCESS SHARE MODE"))
                    .hasMessageContaining("permission denied for table");
            CheckpointSchema.drop(ours, "t");
        }
        assertThat(database.queryOne("SELECT to_regnamespace('datamigration')")).isNull();
    }

    @Test
    void aBackupThatReadsAllTablesHoldsNobodyUp() throws SQLException {
        try (var backup = database.connect();
                var ours = database.connect()) {
            Fence.enter(ours, "t", 1);
            backup.setAutoCommit(false);
            backup.createStatement().execute("LOCK TABLE " + Fence.lockOf("t") + " IN ACCESS SHARE MODE");
            ours.createStatement().execute("SET lock_timeout = '2s'");
            Fence.claim(ours, "t", 2);
            ours.setAutoCommit(false);
            Fence.check(ours, "t", 2);
            ours.commit();
        }
    }

    @Test
    void aClaimIsNotStarvedByTheOlderWorkersManyTransactions() throws Exception {
        try (var claiming = database.connect()) {
            Fence.enter(claiming, "t", 1);
            database.execute("CREATE TABLE written (at timestamptz)");
            var stopped = new AtomicBoolean();
            var refused = new ArrayList<CompletableFuture<FailureCode>>();
            for (var i = 0; i < 4; i++) {
                refused.add(CompletableFuture.supplyAsync(() -> writeUntilRefused(stopped)));
            }
            await().until(() -> database.count("written") > 20);
            claiming.createStatement().execute("SET lock_timeout = '180s'");
            Fence.claim(claiming, "t", 2);
            var written = database.count("written");
            for (var each : refused) {
                assertThat(each.get()).isEqualTo(FailureCode.Superseded);
            }
            assertThat(database.count("written")).isEqualTo(written);
            stopped.set(true);
        }
    }

    /** Each transaction lasts longer than the pause between two, so that one of them always holds the lock. */
    private FailureCode writeUntilRefused(AtomicBoolean stopped) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stopped.get()) {
                Fence.check(connection, "t", 1);
                statement.execute("INSERT INTO written SELECT now() FROM pg_sleep(0.02)");
                connection.commit();
            }
            return null;
        } catch (FailureException e) {
            return e.failure().code();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tasksThatComeAndGoAtTheSameTimeDoNotDisturbEachOther() {
        var all = new ArrayList<CompletableFuture<Void>>();
        for (var i = 0; i < 6; i++) {
            var task = "task-" + i;
            all.add(CompletableFuture.runAsync(() -> comeAndGo(task)));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        assertThat(database.queryOne("SELECT to_regnamespace('datamigration')")).isNull();
    }

    private void comeAndGo(String task) {
        try (var connection = database.connect()) {
            for (var epoch = 1; epoch <= 8; epoch++) {
                Fence.enter(connection, task, epoch);
                checked(connection, task, epoch);
                CheckpointSchema.drop(connection, task);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void checked(Connection connection, String task, long epoch) throws SQLException {
        connection.setAutoCommit(false);
        Fence.check(connection, task, epoch);
        connection.commit();
        connection.setAutoCommit(true);
    }
}
