package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.task.Limits;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.full.table.LoadProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A table is exact as of its snapshot although it was loaded in two runs while rows, and their keys, kept changing. */
class BusySourceIT {
    private static final String ROWS = "SELECT t::text FROM ONLY public.t AS t ORDER BY 1";

    @Test
    void rowsAreThoseOfTheSecondSnapshot() throws Exception {
        try (var fixture = LoadFixture.live()
                        .schema("CREATE TABLE t (id int PRIMARY KEY, v text)")
                        .rows("INSERT INTO t SELECT i, repeat('x', i % 50) FROM generate_series(1, 6000) i");
                var writer = new Writer(fixture.source)) {
            fixture.limits = new Limits(3000L, null, null);
            var run = fixture.nextRun();
            var first = new FullMigration(run, status -> {
                if (status.chunksLoaded() >= 25) {
                    run.scope().cancel();
                }
            });
            assertThatThrownBy(first::load).isInstanceOf(CancellationException.class);

            try (var snapshot = fixture.source.connect()) {
                fixture.load(status -> {
                    if (status.stage().equals(LoadProgress.COPYING)) {
                        adoptSnapshotOfTheLoad(snapshot);
                    }
                });
                assertThat(fixture.target.query(ROWS)).isEqualTo(rows(snapshot));
            }
            fixture.assertNoChunkTwice();
            assertThat(writer.transactions.get()).as("written meanwhile").isPositive();
        }
    }

    /** Rows move to blocks that are not read yet, and others into blocks that are; the log does not tell of it. */
    @Test
    void withoutTheLogATableIsBegunAnew() {
        try (var fixture = LoadFixture.once()
                .schema("CREATE TABLE t (id int PRIMARY KEY, v text)")
                .rows("INSERT INTO t SELECT i, repeat('x', i % 50) FROM generate_series(1, 3000) i")) {
            fixture.limits = new Limits(1500L, null, null);
            fixture.stopIn(
                    "t",
                    () -> fixture.source.execute("UPDATE t SET v = 'moved'", "VACUUM t", "UPDATE t SET v = 'back'"));
            fixture.limits = Limits.DEFAULT;
            fixture.load();

            fixture.assertEqual();
            fixture.assertNoChunkTwice();
        }
    }

    /** The one way to see what the load sees from outside: the server keeps exported snapshots as files. */
    private static void adoptSnapshotOfTheLoad(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                return;
            }
            var names = strings(connection, "SELECT pg_ls_dir('pg_snapshots')");
            assertThat(names).hasSize(1);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            connection.createStatement().execute("SET TRANSACTION SNAPSHOT '" + names.get(0) + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> rows(Connection connection) throws SQLException {
        return strings(connection, ROWS);
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var strings = new ArrayList<String>();
            while (result.next()) {
                strings.add(result.getString(1));
            }
            return strings;
        }
    }

    /** Changes any rows at random until it is closed; sometimes many in one transaction. */
    private static final class Writer implements AutoCloseable {
        final AtomicLong transactions = new AtomicLong();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final CompletableFuture<Void> work;

        Writer(TestDatabase database) {
            work = CompletableFuture.runAsync(() -> write(database));
        }

        private void write(TestDatabase database) {
            var random = RandomGenerator.of("L64X128MixRandom");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                while (!stopped.get()) {
                    var id = random.nextInt(1, 6000);
                    statement.execute(
                            switch (random.nextInt(5)) {
                                case 0 -> "DELETE FROM t WHERE id = " + id;
                                case 1 -> "INSERT INTO t VALUES (" + id + ", 'new') ON CONFLICT DO NOTHING";
                                case 2 -> moved(id, random.nextInt(-1000, 9000));
                                case 3 -> "UPDATE t SET v = 'updated' WHERE id BETWEEN " + id + " AND " + (id + 20);
                                default ->
                                    "BEGIN; DELETE FROM t WHERE id = " + id + "; INSERT INTO t VALUES (" + id
                                            + ", 'anew'); COMMIT";
                            });
                    transactions.incrementAndGet();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String moved(int from, int to) {
            return "UPDATE t SET id = " + to + " WHERE id = " + from + " AND NOT EXISTS (SELECT 1 FROM t WHERE id = "
                    + to + ")";
        }

        @Override
        public void close() {
            stopped.set(true);
            work.join();
        }
    }
}
