package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.task.Limits;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.help.DirectHelperPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/**
 * An application truncates tables and fills them again each time that a load of them has begun: after its snapshot was
 * taken, and before a row of them was read. What holds the load at that moment is a lock on their targets.
 */
class TruncatedTablesIT {
    private static final int ATTEMPTS = 4;
    private static final String TABLES = "cart, entry, part_1";

    private int refills;

    @Test
    void aLoadEndsHoweverOftenTheyAreTruncated() throws Exception {
        try (var fixture = fixture()) {
            assertThat(attempts(fixture)).isEqualTo(1);
            assertSame(fixture);
        }
    }

    @Test
    void aLoadThatWasInterruptedAndIsSharedEndsToo() throws Exception {
        try (var fixture = fixture()) {
            fixture.source.execute("INSERT INTO cart SELECT i, 'x' FROM generate_series(20, 5000) i");
            fixture.limits = ResumedLoadIT.SLOW;
            fixture.stopIn("cart", () -> {});
            fixture.limits = Limits.DEFAULT;
            refill(fixture);
            fixture.workers = 2;
            fixture.helperPool = new DirectHelperPool();
            assertThat(attempts(fixture)).isEqualTo(1);
            assertSame(fixture);
        }
    }

    private static LoadFixture fixture() {
        return LoadFixture.live()
                .schema(
                        "CREATE TABLE customer (id int PRIMARY KEY, v text)",
                        "CREATE TABLE cart (id int PRIMARY KEY, v text)",
                        "CREATE TABLE entry (v text)",
                        "CREATE TABLE part (id int, v text) PARTITION BY LIST (id)",
                        "CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1)",
                        "CREATE TABLE part_2 PARTITION OF part FOR VALUES IN (2)",
                        "ALTER TABLE entry REPLICA IDENTITY FULL")
                .rows(
                        "INSERT INTO customer SELECT i, 'c' FROM generate_series(1, 2500) i",
                        "INSERT INTO cart VALUES (1, 'lost')",
                        "INSERT INTO entry VALUES ('lost'), ('lost')",
                        "INSERT INTO part VALUES (1, 'lost'), (2, 'kept')");
    }

    /** Every statement of the application that concerns the tables, in two transactions, one of which is rolled back. */
    private void refill(LoadFixture fixture) {
        refills++;
        fixture.source.execute(
                "BEGIN; TRUNCATE customer, part; ROLLBACK",
                "BEGIN; INSERT INTO entry VALUES ('passing'); TRUNCATE " + TABLES + ";"
                        + " INSERT INTO cart SELECT i, 'refill " + refills + "' FROM generate_series(1, 10) i;"
                        + " INSERT INTO entry VALUES ('e'), ('e'), ('refill " + refills + "'); COMMIT",
                "INSERT INTO part VALUES (1, 'refill " + refills + "')",
                "UPDATE cart SET v = v || '!' WHERE id < 4",
                "DELETE FROM entry WHERE v = 'e'",
                "UPDATE customer SET v = v || '!' WHERE id % 100 = 0");
    }

    /** How many it takes until the load ends. */
    private int attempts(LoadFixture fixture) throws SQLException {
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (attempt(fixture)) {
                return attempt;
            }
        }
        throw new AssertionError("the load did not end in " + ATTEMPTS + " attempts");
    }

    private boolean attempt(LoadFixture fixture) throws SQLException {
        try (var gate = fixture.target.connect()) {
            gate.setAutoCommit(false);
            execute(gate, "LOCK TABLE " + TABLES + " IN SHARE MODE");
            var load = CompletableFuture.supplyAsync(fixture::load);
            await().until(() -> load.isDone() || isHeld(fixture));
            refill(fixture);
            gate.rollback();
            load.join();
            return true;
        } catch (CompletionException e) {
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            lost -> assertThat(lost.failure().code()).isEqualTo(FailureCode.SnapshotLost));
            return false;
        }
    }

    private static boolean isHeld(LoadFixture fixture) {
        return fixture.target.count("pg_locks WHERE NOT granted AND relation IN (SELECT oid FROM pg_class WHERE relname"
                        + " IN ('cart', 'entry', 'part_1')) AND database = (SELECT oid FROM pg_database"
                        + " WHERE datname = current_database())")
                > 0;
    }

    private static void assertSame(LoadFixture fixture) {
        fixture.synchronise();
        fixture.assertEqual();
        fixture.assertNoChunkTwice();
        assertThat(fixture.target.count("datamigration.loaded_table WHERE NOT complete"))
                .isZero();
        assertThat(fixture.target.count("datamigration.applied WHERE direction = 'forward' AND conflicts > 0"))
                .as("conflicts")
                .isZero();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
