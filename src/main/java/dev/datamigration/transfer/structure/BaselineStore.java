package dev.datamigration.transfer.structure;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.TableName;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.structure.Structure;
import dev.datamigration.database.postgres.structure.StructureKind;
import dev.datamigration.database.postgres.structure.StructurePart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps a task's baseline on the target, in {@code datamigration.source_part}. */
final class BaselineStore {
    private static final int BATCH = 5_000;

    private static final String INSERT = """
            INSERT INTO datamigration.source_part (task_id, kind, object_schema, object_name, part, oid, number, digest)
            SELECT ?, * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::integer[], ?::text[])
            """;

    private final RunScope scope;
    private final String taskId;

    BaselineStore(RunScope scope) {
        this.scope = scope;
        this.taskId = scope.taskId();
    }

    boolean isTaken(Connection target) throws SQLException {
        return count(target, "SELECT 1 FROM datamigration.source_part WHERE task_id = ? LIMIT 1");
    }

    private boolean count(Connection target, String sql) throws SQLException {
        try (var statement = target.prepareStatement(sql)) {
            statement.setString(1, taskId);
            try (var row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Empty where none was taken. */
    Optional<Baseline> read(Connection target) throws SQLException {
        var entries = new ArrayList<Baseline.Entry>();
        try (var statement = target.prepareStatement("""
                SELECT kind, object_schema, object_name, part, oid, number, digest
                  FROM datamigration.source_part WHERE task_id = ?
                """)) {
            statement.setString(1, taskId);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var object = new TableName(row.getString(2), row.getString(3));
                    entries.add(new Baseline.Entry(
                            new StructurePart.Key(StructureKind.valueOf(row.getString(1)), object, row.getString(4)),
                            row.getLong(5),
                            row.getInt(6),
                            row.getString(7)));
                }
            }
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(new Baseline(entries));
    }

    /** Writes it once, as long as no newer worker has taken over; the connection must be in autocommit mode. */
    void write(Connection target, Structure source) throws SQLException {
        Fence.transaction(target, scope, () -> {
            if (!isTaken(target)) {
                insert(target, source.parts().stream().map(Baseline::entry).toList());
            }
        });
    }

    /** Writes what is different in a newer one, in the caller's transaction. */
    void update(Connection target, Baseline old, Baseline newer) throws SQLException {
        try (var statement = target.prepareStatement("""
                DELETE FROM datamigration.source_part
                 WHERE task_id = ? AND kind = ? AND object_schema = ? AND object_name = ? AND part = ?
                """)) {
            for (var entry : old.without(newer)) {
                statement.setString(1, taskId);
                statement.setString(2, entry.key().kind().name());
                statement.setString(3, entry.key().object().schema());
                statement.setString(4, entry.key().object().table());
                statement.setString(5, entry.key().part());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        insert(target, newer.without(old));
    }

    private void insert(Connection target, List<Baseline.Entry> entries) throws SQLException {
        try (var statement = target.prepareStatement(INSERT)) {
            for (var from = 0; from < entries.size(); from += BATCH) {
                var batch = entries.subList(from, Math.min(entries.size(), from + BATCH));
                statement.setString(1, taskId);
                statement.setArray(
                        2,
                        array(target, "text", batch, entry -> entry.key().kind().name()));
                statement.setArray(
                        3,
                        array(
                                target,
                                "text",
                                batch,
                                entry -> entry.key().object().schema()));
                statement.setArray(
                        4,
                        array(
                                target,
                                "text",
                                batch,
                                entry -> entry.key().object().table()));
                statement.setArray(
                        5, array(target, "text", batch, entry -> entry.key().part()));
                statement.setArray(6, array(target, "bigint", batch, Baseline.Entry::oid));
                statement.setArray(7, array(target, "integer", batch, Baseline.Entry::number));
                statement.setArray(8, array(target, "text", batch, Baseline.Entry::digest));
                statement.executeUpdate();
            }
        }
    }

    private static java.sql.Array array(
            Connection target, String type, List<Baseline.Entry> batch, Function<Baseline.Entry, Object> value)
            throws SQLException {
        var values = batch.stream().map(value);
        return target.createArrayOf(type, type.equals("text") ? values.toArray(String[]::new) : values.toArray());
    }
}
