package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A snapshot that several connections can read under. Lives as long as its owner's connection, which must not be used
 * for anything else; a transaction that adopted it keeps it on its own.
 *
 * @param name as the server calls it
 * @param position a transaction whose commit record begins at or after it is not in the snapshot, an earlier one is; null
 *     where the snapshot was taken without a slot
 * @param owner the connection that keeps it alive; null where that is another process's
 */
public record ExportedSnapshot(String name, Lsn position, RunScope scope, Connection owner) implements AutoCloseable {

    /** A snapshot of now, without a position. */
    public static ExportedSnapshot take(PostgresServer server, RunScope scope) {
        var owner = server.open(scope, "snapshot");
        return SqlWork.call(server, scope, "exporting a snapshot", () -> {
            prepare(owner);
            return SqlStatement.of(owner, "SELECT pg_catalog.pg_export_snapshot()")
                    .one(row -> new ExportedSnapshot(row.getString(1), null, scope, owner));
        });
    }

    /** One that another process keeps alive, known by its name alone. */
    public static ExportedSnapshot elsewhere(String name) {
        return new ExportedSnapshot(name, null, null, null);
    }

    /** Makes a connection in autocommit mode ready for {@link #begin}. */
    public static void prepare(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    /** Begins a read-only transaction under this snapshot on a prepared connection; its end is the caller's. */
    public void begin(Connection connection) throws SQLException {
        SqlStatement.execute(connection, "SET TRANSACTION SNAPSHOT " + Sql.literal(name));
    }

    /** Lets it go, and a temporary slot it came with. */
    @Override
    public void close() {
        if (owner != null) {
            scope.close(owner);
        }
    }
}
