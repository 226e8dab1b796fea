package dev.datamigration.database.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.table.TableName;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SteadySlotIT {
    private static final String SLOT = "dm_test_steady";
    private static final List<TableName> TABLES = List.of(new TableName("public", "f"));

    private final RunScope scope = new RunScope("slots", 1);
    private TestDatabase db;
    private PostgresServer server;

    @BeforeEach
    void table() throws SQLException {
        db = PostgresServers.source().createDatabase("slots");
        db.execute("CREATE TABLE f (id int PRIMARY KEY)", "CREATE TABLE other (id int)");
        server = new PostgresServer(db.access(Side.Source));
        try (var connection = server.open(scope, "test")) {
            Publications.ensure(connection, SLOT, TABLES);
        }
    }

    @AfterEach
    void drop() throws SQLException {
        try (var connection = server.open(scope, "test")) {
            LogicalSlots.drop(connection, SLOT);
        }
        scope.cancel();
    }

    /**
     * The server makes a slot in three steps, each of which waits for the transactions of the one before. What commits
     * between the last two decides which catalog a later reader believes in.
     */
    @Test
    void aTableTruncatedWhileTheSlotIsMadeCanBeDecoded() throws Exception {
        try (var writer = begin("INSERT INTO other VALUES (1)");
                var connection = server.open(scope, "test")) {
            var made =
                    CompletableFuture.supplyAsync(() -> new SteadySlot(server, scope, connection, TABLES).create(SLOT));
            awaitWaitingFor(writer);
            try (var truncater = begin("TRUNCATE f")) {
                truncater.createStatement().execute("INSERT INTO f VALUES (1)");
                writer.commit();
                awaitWaitingFor(truncater);
                db.execute("INSERT INTO other VALUES (2)");
                truncater.commit();
            }
            made.join().close();
        }
        db.execute("INSERT INTO f VALUES (2)");
        // begin, relation, insert and commit; the server flushes its log with a delay
        await().untilAsserted(() -> assertThat(changes()).hasSize(4));
    }

    private List<String> changes() {
        return db.query("SELECT data FROM pg_logical_slot_peek_binary_changes('" + SLOT
                + "', NULL, NULL, 'proto_version', '1', 'publication_names', '" + SLOT + "')");
    }

    private Connection begin(String statement) throws SQLException {
        var connection = db.connect();
        connection.setAutoCommit(false);
        connection.createStatement().execute(statement);
        return connection;
    }

    private void awaitWaitingFor(Connection blocker) throws SQLException {
        var pid = blocker.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        await().until(() -> db.count("pg_stat_activity WHERE " + pid + " = ANY (pg_blocking_pids(pid))") > 0);
    }
}
