package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.checkpoint.PieceStore;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Rows of {@code datamigration.partial_copy}. A table is the one that has the same OID. */
record PostgresPieceStore(String taskId) implements PieceStore {
    private static final String FIRST = """
            INSERT INTO datamigration.partial_copy
              (task_id, source_schema, source_table, target_oid, attempt, pieces, rows, bytes)
            VALUES (?, ?, ?, pg_catalog.to_regclass(?), ?, 1, ?, ?)
            ON CONFLICT (task_id, source_schema, source_table) DO UPDATE
               SET target_oid = excluded.target_oid, attempt = excluded.attempt, pieces = 1, rows = excluded.rows, bytes = excluded.bytes
            """;

    private static final String NEXT = """
            UPDATE datamigration.partial_copy SET pieces = pieces + 1, rows = ?, bytes = ?
             WHERE task_id = ? AND source_schema = ? AND source_table = ? AND attempt = ?
            """;

    private static final String END = """
            DELETE FROM datamigration.partial_copy WHERE task_id = ? AND source_schema = ? AND source_table = ?
            """;

    private static final String IS_THAT_TABLE = """
            SELECT target_oid = pg_catalog.to_regclass(?) FROM datamigration.partial_copy
             WHERE task_id = ? AND source_schema = ? AND source_table = ?
            """;

    /** By name, since an account may not look tables up in every schema. */
    private static final String SHARED = """
            WITH this AS (SELECT pg_catalog.to_regclass(?) AS oid),
                 tree AS (SELECT relid FROM this, pg_catalog.pg_partition_tree(this.oid) UNION
                          SELECT relid FROM this, pg_catalog.pg_partition_ancestors(this.oid))
            SELECT EXISTS (
              SELECT 1 FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.relid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN (SELECT target_schema, target_table FROM datamigration.target_table
                      UNION SELECT target_schema, target_table FROM datamigration.merged_table) claimed ON claimed.target_schema = n.nspname AND claimed.target_table = c.relname
               WHERE tree.relid <> (SELECT oid FROM this))
            """;

    @Override
    public boolean exist(Connection connection) throws SQLException {
        return SqlStatement.of(connection, "SELECT 1 FROM datamigration.partial_copy WHERE task_id = ?")
                .with(taskId)
                .exists();
    }

    @Override
    public Optional<Boolean> isIn(Connection connection, DataTable table) throws SQLException {
        return SqlStatement.of(connection, IS_THAT_TABLE)
                .with(
                        Sql.quoted(table.target()),
                        taskId,
                        table.name().schema(),
                        table.name().table())
                .first(row -> row.getBoolean(1));
    }

    @Override
    public void first(Connection connection, DataTable table, String attempt, Copied piece) throws SQLException {
        SqlStatement.of(connection, FIRST)
                .with(
                        taskId,
                        table.name().schema(),
                        table.name().table(),
                        Sql.quoted(table.target()),
                        attempt,
                        piece.rows(),
                        piece.bytes())
                .update();
    }

    @Override
    public boolean next(Connection connection, DataTable table, String attempt, Copied sofar) throws SQLException {
        return SqlStatement.of(connection, NEXT)
                        .with(
                                sofar.rows(),
                                sofar.bytes(),
                                taskId,
                                table.name().schema(),
                                table.name().table(),
                                attempt)
                        .update()
                == 1;
    }

    @Override
    public void end(Connection connection, DataTable table) throws SQLException {
        SqlStatement.of(connection, END)
                .with(taskId, table.name().schema(), table.name().table())
                .update();
    }

    @Override
    public boolean end(Connection connection, DataTable table, String attempt) throws SQLException {
        return SqlStatement.of(connection, END + " AND attempt = ?")
                        .with(taskId, table.name().schema(), table.name().table(), attempt)
                        .update()
                == 1;
    }

    @Override
    public boolean isShared(Connection connection, DataTable table) throws SQLException {
        return SqlStatement.of(connection, SHARED)
                .with(Sql.quoted(table.target()))
                .isTrue();
    }
}
