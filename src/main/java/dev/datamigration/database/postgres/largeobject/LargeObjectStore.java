package dev.datamigration.database.postgres.largeobject;

import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Notes which large objects of the target a task has made, in {@code datamigration.large_object}. */
record LargeObjectStore(Connection target, String taskId) {
    private static final int PAGE = 1000;

    /** Those of them that are the task's. */
    Set<Long> among(Collection<Long> oids) throws SQLException {
        return Set.copyOf(read("oid = ANY (?)", SqlStatement.array("bigint", oids)));
    }

    /** Some of those with a greater OID, in their order; empty if there is none. */
    List<Long> after(long oid) throws SQLException {
        return read("oid > ?", oid);
    }

    private List<Long> read(String which, Object parameter) throws SQLException {
        return SqlStatement.of(
                        target,
                        "SELECT oid FROM datamigration.large_object WHERE task_id = ? AND " + which
                                + " ORDER BY oid LIMIT " + PAGE)
                .with(taskId, parameter)
                .list(row -> row.getLong(1));
    }

    void add(long oid) throws SQLException {
        write("INSERT INTO datamigration.large_object (task_id, oid) VALUES (?, ?)", oid);
    }

    void remove(long oid) throws SQLException {
        write("DELETE FROM datamigration.large_object WHERE task_id = ? AND oid = ?", oid);
    }

    private void write(String sql, long oid) throws SQLException {
        SqlStatement.of(target, sql).with(taskId, oid).update();
    }
}
