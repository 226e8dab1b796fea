package dev.datamigration.transfer.incremental.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.StartFrom;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.replication.LogicalSlots;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;

/** A database that is written to, and its copy that no task has made. */
final class CopiedDatabase implements AutoCloseable {
    static final String SLOT = "theirs";
    static final String PUBLICATION = "Their \"own\"";
    private static final List<String> TABLES = List.of("account", "event", "measure_1");

    final TestDatabase source;
    private final TestDatabase target;
    private int written;

    CopiedDatabase(PostgresInstance sourceServer, PostgresInstance targetServer) {
        source = sourceServer.createDatabase("copied");
        target = targetServer.createDatabase("copied");
        for (var database : List.of(source, target)) {
            database.execute(
                    "CREATE TABLE account (id bigint PRIMARY KEY, balance bigint NOT NULL)",
                    "CREATE TABLE event (what text)",
                    "ALTER TABLE event REPLICA IDENTITY FULL",
                    "CREATE TABLE measure (id int PRIMARY KEY, value int) PARTITION BY RANGE (id)",
                    "CREATE TABLE measure_1 PARTITION OF measure FOR VALUES FROM (0) TO (1000000)");
        }
        source.execute("INSERT INTO account SELECT i, 0 FROM generate_series(1, 101) i");
        write(20);
        source.execute("CREATE PUBLICATION " + quoted() + " FOR TABLE account, event, measure");
    }

    static String quoted() {
        return '"' + PUBLICATION.replace("\"", "\"\"") + '"';
    }

    /** So many transactions, each of several tables. */
    void write(int transactions) {
        try (var writer = source.connect();
                var statement = writer.createStatement()) {
            for (var i = 0; i < transactions; i++, written++) {
                statement.execute(
                        "INSERT INTO event VALUES ('event %d'); INSERT INTO event VALUES ('same'); UPDATE account SET balance = balance + 1 WHERE id = %d; INSERT INTO measure VALUES (%d, %d)"
                                .formatted(written, written % 100 + 1, written, written));
            }
            statement.execute("DELETE FROM event WHERE what = 'event %d'".formatted(written - 1));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes the slot, and copies the rows as of its position while others write. */
    String copyUnderSlot() {
        var server = new PostgresServer(source.access(Side.Source));
        var scope = new RunScope("copy", 1);
        try (var snapshot = LogicalSlots.createPermanent(server, scope, SLOT, 0)) {
            write(20);
            copy("BEGIN ISOLATION LEVEL REPEATABLE READ; SET TRANSACTION SNAPSHOT '" + snapshot.name() + "'");
            return snapshot.position().toString();
        }
    }

    void copyWhileNobodyWrites() {
        copy("BEGIN");
    }

    private void copy(String begin) {
        try (var from = source.connect();
                var to = target.connect()) {
            from.createStatement().execute(begin);
            for (var table : TABLES) {
                to.createStatement().execute("TRUNCATE " + table);
                var rows = new StringWriter();
                copying(from).copyOut("COPY " + table + " TO STDOUT", rows);
                copying(to).copyIn("COPY " + table + " FROM STDIN", new StringReader(rows.toString()));
            }
            from.createStatement().execute("COMMIT");
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static org.postgresql.copy.CopyManager copying(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    MigrationPlan plan(StartFrom from) {
        return PlanCopy.of(EngineDriver.plan(source, target))
                .types(Set.of(MigrationType.Incremental, MigrationType.FullVerification))
                .incrementalSync(new IncrementalSyncSettings(null, null, null, 1, null, null, null, null, null, from))
                .plan();
    }

    void dropTheirs() {
        source.execute("SELECT pg_drop_replication_slot('" + SLOT + "')", "DROP PUBLICATION " + quoted());
    }

    void assertSame() {
        for (var table : TABLES) {
            var rows = "SELECT t::text FROM " + table + " t ORDER BY 1";
            assertThat(target.query(rows)).as(table).isEqualTo(source.query(rows));
        }
    }

    void awaitSame() {
        await().untilAsserted(this::assertSame);
    }

    @Override
    public void close() {
        source.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '" + SLOT
                + "' AND database = current_database()");
    }
}
