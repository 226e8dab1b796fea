package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Which tables of a task are on the target in part, since they are copied in pieces that cannot be told apart later. As long as a table is
 * among them every row that it has is of that copy, and is removed before it is copied again. Begins and ends no transaction.
 *
 * @param taskId of the task
 */
public record PieceCheckpoints(String taskId) {
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
                JOIN datamigration.target_table claimed ON claimed.target_schema = n.nspname AND claimed.target_table = c.relname
               WHERE tree.relid <> (SELECT oid FROM this))
            """;

    /** Returns whether any table is on the target in part. */
    public boolean exist(Connection target) throws SQLException {
        return SqlStatement.of(target, "SELECT 1 FROM datamigration.partial_copy WHERE task_id = ?")
                .with(taskId)
                .exists();
    }

    /**
     * Returns whether the table of this name on the target is the one that has a part of it; empty where it is not there in part.
     *
     * @param table by its name on the source
     */
    public Optional<Boolean> isIn(Connection target, TableName table, TableName onTarget) throws SQLException {
        return SqlStatement.of(target, IS_THAT_TABLE)
                .with(Sql.quoted(onTarget), taskId, table.schema(), table.table())
                .first(row -> row.getBoolean(1));
    }

    /** Says that the first piece of a copy is there, and that nothing else is, in the transaction that wrote it. */
    public void first(Connection target, TableName table, TableName onTarget, String attempt, long rows, long bytes)
            throws SQLException {
        SqlStatement.of(target, FIRST)
                .with(taskId, table.schema(), table.table(), Sql.quoted(onTarget), attempt, rows, bytes)
                .update();
    }

    /**
     * Says that one piece more is there, in the transaction that wrote it.
     *
     * @param rows of all pieces so far
     * @return whether it is still this copy that the table is of; if not, nothing may be committed
     */
    public boolean next(Connection target, TableName table, String attempt, long rows, long bytes) throws SQLException {
        return SqlStatement.of(target, NEXT)
                        .with(rows, bytes, taskId, table.schema(), table.table(), attempt)
                        .update()
                == 1;
    }

    /** The table is there whole, or nothing of it; whatever copy it was of. */
    public void end(Connection target, TableName table) throws SQLException {
        SqlStatement.of(target, END).with(taskId, table.schema(), table.table()).update();
    }

    /** As {@link #end(Connection, TableName)}, if it is still this copy that the table is of; says whether it was. */
    public boolean end(Connection target, TableName table, String attempt) throws SQLException {
        return SqlStatement.of(target, END + " AND attempt = ?")
                        .with(taskId, table.schema(), table.table(), attempt)
                        .update()
                == 1;
    }

    /** Returns whether a table of the target is a partition of one that is claimed for other rows, or has such a one as its partition. */
    public static boolean isShared(Connection target, TableName onTarget) throws SQLException {
        return SqlStatement.of(target, SHARED).with(Sql.quoted(onTarget)).isTrue();
    }
}
