package dev.datamigration.transfer.schema.largeobject;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which large objects of the target a task has made, in {@code datamigration.large_object}. */
final class LargeObjectStore {
    private static final int PAGE = 1000;

    private final Connection target;
    private final String taskId;

    LargeObjectStore(Connection target, String taskId) {
        this.target = target;
        this.taskId = taskId;
    }

    /** Those of them that are the task's. */
    Set<Long> among(Collection<Long> oids) throws SQLException {
        return read("oid = ANY (?)", target.createArrayOf("bigint", oids.toArray()));
    }

    /** Some of those with a greater OID, in their order; empty if there is none. */
    List<Long> after(long oid) throws SQLException {
        return read("oid > ?", oid).stream().sorted().toList();
    }

    private Set<Long> read(String which, Object parameter) throws SQLException {
        try (var statement = target.prepareStatement("SELECT oid FROM datamigration.large_object WHERE task_id = ? AND "
                + which + " ORDER BY oid LIMIT " + PAGE)) {
            statement.setString(1, taskId);
            statement.setObject(2, parameter);
            var found = new HashSet<Long>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getLong(1));
                }
            }
            return found;
        }
    }

    void add(long oid) throws SQLException {
        write("INSERT INTO datamigration.large_object (task_id, oid) VALUES (?, ?)", oid);
    }

    void remove(long oid) throws SQLException {
        write("DELETE FROM datamigration.large_object WHERE task_id = ? AND oid = ?", oid);
    }

    private void write(String sql, long oid) throws SQLException {
        try (var statement = target.prepareStatement(sql)) {
            statement.setString(1, taskId);
            statement.setLong(2, oid);
            statement.executeUpdate();
        }
    }
}
