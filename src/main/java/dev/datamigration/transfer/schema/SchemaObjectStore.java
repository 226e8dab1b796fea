package dev.datamigration.transfer.schema;

import dev.datamigration.api.SchemaStatus;
import dev.datamigration.database.postgres.ByteText;
import dev.datamigration.database.postgres.schema.ObjectKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of every object, in {@code datamigration.schema_object} on the target. Rows are written by the caller's
 * transaction, so that an object and the word of it commit together; this view of them is safe to use from any thread.
 */
final class SchemaObjectStore {
    private static final String INSERT = """
            INSERT INTO datamigration.schema_object (task_id, number, stage, kind, name, on_table, statement)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    private final String taskId;
    private final Map<SchemaItem.Key, Entry> entries = new LinkedHashMap<>();
    private final SchemaObjectCounts counts = new SchemaObjectCounts();
    private int lastNumber;

    private SchemaObjectStore(String taskId) {
        this.taskId = taskId;
    }

    /** Where an object belongs. */
    enum Stage {
        before,
        after,
        move,
        outside
    }

    record Entry(int number, Stage stage, boolean done, String error) {
        boolean isNotCarried() {
            return !done && error != null;
        }
    }

    static SchemaObjectStore read(Connection target, String taskId) throws SQLException {
        var objectStore = new SchemaObjectStore(taskId);
        try (var statement = target.prepareStatement("""
                SELECT number, stage, kind, name, on_table, done, error FROM datamigration.schema_object
                 WHERE task_id = ? ORDER BY number
                """)) {
            statement.setString(1, taskId);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    objectStore.put(
                            new SchemaItem.Key(
                                    ObjectKind.valueOf(row.getString("kind")),
                                    row.getString("name"),
                                    row.getString("on_table")),
                            new Entry(
                                    row.getInt("number"),
                                    Stage.valueOf(row.getString("stage")),
                                    row.getBoolean("done"),
                                    row.getString("error")));
                }
            }
        }
        return objectStore;
    }

    private synchronized void put(SchemaItem.Key key, Entry entry) {
        var before = entries.put(key, entry);
        if (before != null) {
            counts.remove(before);
        }
        counts.add(key, entry);
        lastNumber = Math.max(lastNumber, entry.number);
    }

    /** Takes over a plan: adds what is new, forgets what is not done and not planned any more. */
    synchronized void adopt(Connection target, SchemaPlan plan) throws SQLException {
        add(target, Stage.before, plan.before());
        add(target, Stage.after, plan.deferred());
        add(target, Stage.move, plan.ofTheMove());
        var planned = new HashSet<SchemaItem.Key>();
        plan.before().forEach(item -> planned.add(item.key()));
        plan.deferred().forEach(item -> planned.add(item.key()));
        plan.ofTheMove().forEach(item -> planned.add(item.key()));
        for (var excluded : plan.notCarried()) {
            planned.add(excluded.key());
            refused(target, excluded.key(), excluded.reason());
        }
        for (var key : List.copyOf(entries.keySet())) {
            var entry = entries.get(key);
            if (!entry.done && !planned.contains(key) && key.kind() != ObjectKind.Setting) {
                delete(target, entry.number);
                entries.remove(key);
                counts.remove(entry);
            }
        }
    }

    private void add(Connection target, Stage stage, Collection<SchemaItem> items) throws SQLException {
        try (var statement = target.prepareStatement(INSERT)) {
            for (var item : items) {
                if (!entries.containsKey(item.key())) {
                    bind(statement, stage, item.key(), ByteText.statement(String.join(";\n", item.statements())));
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private void bind(PreparedStatement statement, Stage stage, SchemaItem.Key key, String sql) throws SQLException {
        var number = ++lastNumber;
        statement.setString(1, taskId);
        statement.setInt(2, number);
        statement.setString(3, stage.name());
        statement.setString(4, key.kind().name());
        statement.setString(5, key.name());
        statement.setString(6, key.onTable());
        statement.setString(7, sql);
        put(key, new Entry(number, stage, false, null));
    }

    private void delete(Connection target, int number) throws SQLException {
        try (var statement =
                target.prepareStatement("DELETE FROM datamigration.schema_object WHERE task_id = ? AND number = ?")) {
            statement.setString(1, taskId);
            statement.setInt(2, number);
            statement.executeUpdate();
        }
    }

    synchronized boolean isDone(SchemaItem.Key key) {
        var entry = entries.get(key);
        return entry != null && entry.done;
    }

    /** Notes within the caller's transaction that objects are there; {@link #committed} must follow its commit for each. */
    void writeDone(Connection target, Collection<SchemaItem.Key> keys) throws SQLException {
        try (var statement = target.prepareStatement("UPDATE datamigration.schema_object SET done = true, error = NULL"
                + " WHERE task_id = ? AND number = ANY (?)")) {
            statement.setString(1, taskId);
            statement.setArray(
                    2,
                    target.createArrayOf("int4", keys.stream().map(this::number).toArray()));
            statement.executeUpdate();
        }
    }

    /** The transaction of {@link #writeDone} has committed. */
    synchronized void committed(SchemaItem.Key key) {
        var entry = entries.get(key);
        put(key, new Entry(entry.number, entry.stage, true, null));
    }

    /** Notes that an object is not carried; what the plan does not know is added to what lies outside of it. */
    synchronized void refused(Connection target, SchemaItem.Key key, String reason) throws SQLException {
        if (!entries.containsKey(key)) {
            try (var statement = target.prepareStatement(INSERT)) {
                bind(statement, Stage.outside, key, "");
                statement.executeUpdate();
            }
        }
        var entry = entries.get(key);
        if (!reason.equals(entry.error)) {
            writeRefused(target, entry.number, reason);
            put(key, new Entry(entry.number, entry.stage, false, reason));
        }
    }

    private synchronized int number(SchemaItem.Key key) {
        return entries.get(key).number;
    }

    private void writeRefused(Connection target, int number, String reason) throws SQLException {
        try (var statement = target.prepareStatement(
                "UPDATE datamigration.schema_object SET done = false, error = ? WHERE task_id = ? AND number = ?")) {
            statement.setString(1, reason);
            statement.setString(2, taskId);
            statement.setInt(3, number);
            statement.executeUpdate();
        }
    }

    synchronized SchemaStatus status() {
        return counts.status();
    }
}
