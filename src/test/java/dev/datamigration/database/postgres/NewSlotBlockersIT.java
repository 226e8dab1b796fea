package dev.datamigration.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.database.postgres.session.Blockers;
import dev.datamigration.database.session.Blocker;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What keeps a new slot waiting is what stays open: not whoever commits while the server is asked. */
class NewSlotBlockersIT {
    private static final int LOOKS = 2_000;

    private final TestDatabase database = PostgresServers.target().createDatabase("slot_blockers");

    NewSlotBlockersIT() {
        database.execute("CREATE TABLE written (id int)");
    }

    @Test
    void sessionsThatCommitAllTheTimeAreNotOldTransactions() throws SQLException {
        var written = new AtomicBoolean(true);
        var writers = new ArrayList<CompletableFuture<Void>>();
        for (var i = 0; i < 3; i++) {
            writers.add(CompletableFuture.runAsync(() -> write(written)));
        }
        try (var connection = database.connect()) {
            for (var look = 0; look < LOOKS; look++) {
                assertThat(Blockers.ofNewSlot(connection, "", 600))
                        .as("look %d", look)
                        .isEmpty();
            }
        } finally {
            written.set(false);
            writers.forEach(CompletableFuture::join);
        }
    }

    private void write(AtomicBoolean wanted) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            while (wanted.get()) {
                statement.execute("BEGIN; SAVEPOINT rows; INSERT INTO written VALUES (1); RELEASE rows; COMMIT");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTransactionWithPartsIsNamedOnceAlsoByWhoMayNotSeeItsAge() throws SQLException {
        var role = database.name() + "_onlooker";
        database.execute("CREATE ROLE \"%s\" LOGIN PASSWORD 'looks'".formatted(role));
        var onlooker = new TestDatabase(database.host(), database.port(), database.name(), role, "looks");
        try (var open = database.connect();
                var statement = open.createStatement();
                var looking = onlooker.connect()) {
            statement.execute("BEGIN; SAVEPOINT rows; INSERT INTO written VALUES (1)");
            var pid = statement.executeQuery("SELECT pg_backend_pid()");
            pid.next();
            var remedy = "SELECT pg_terminate_backend(%d);".formatted(pid.getInt(1));
            // the server itself may have a transaction for a moment
            await().untilAsserted(() -> assertThat(Blockers.ofNewSlot(looking, "", 600))
                    .extracting(Blocker::sql)
                    .containsExactly(remedy));
        } finally {
            database.execute("DROP ROLE \"%s\"".formatted(role));
        }
    }
}
