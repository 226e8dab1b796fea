package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.checkpoint.BaselinePartStore;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Rows of {@code datamigration.source_part}. */
record PostgresBaselinePartStore(String taskId) implements BaselinePartStore {
    private static final int BATCH = 5_000;

    @Override
    public boolean isTaken(Connection connection) throws SQLException {
        return SqlStatement.of(connection, "SELECT 1 FROM datamigration.source_part WHERE task_id = ? LIMIT 1")
                .with(taskId)
                .exists();
    }

    @Override
    public List<BaselinePart> list(Connection connection) throws SQLException {
        return SqlStatement.of(connection, """
                        SELECT kind, object_schema, object_name, part, oid, number, digest
                          FROM datamigration.source_part WHERE task_id = ?
                        """)
                .with(taskId)
                .list(row -> new BaselinePart(
                        row.getString("kind"),
                        new TableName(row.getString("object_schema"), row.getString("object_name")),
                        row.getString("part"),
                        row.getLong("oid"),
                        row.getInt("number"),
                        row.getString("digest")));
    }

    @Override
    public void add(Connection connection, List<BaselinePart> parts) throws SQLException {
        for (var from = 0; from < parts.size(); from += BATCH) {
            var some = parts.subList(from, Math.min(parts.size(), from + BATCH));
            SqlStatement.of(connection, """
                            INSERT INTO datamigration.source_part (task_id, kind, object_schema, object_name, part, oid, number, digest)
                            SELECT ?, * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::integer[], ?::text[])
                            """)
                    .with(
                            taskId,
                            array("text", some, BaselinePart::kind),
                            array("text", some, part -> part.object().schema()),
                            array("text", some, part -> part.object().table()),
                            array("text", some, BaselinePart::part),
                            array("bigint", some, BaselinePart::id),
                            array("integer", some, BaselinePart::number),
                            array("text", some, BaselinePart::digest))
                    .update();
        }
    }

    private static Object array(String type, List<BaselinePart> parts, Function<BaselinePart, Object> value) {
        return SqlStatement.array(type, parts.stream().map(value).toList());
    }

    @Override
    public void remove(Connection connection, Collection<BaselinePart> parts) throws SQLException {
        SqlStatement.of(connection, """
                        DELETE FROM datamigration.source_part
                         WHERE task_id = ? AND kind = ? AND object_schema = ? AND object_name = ? AND part = ?
                        """).batch(parts, part -> new Object[] {
            taskId, part.kind(), part.object().schema(), part.object().table(), part.part()
        });
    }
}
