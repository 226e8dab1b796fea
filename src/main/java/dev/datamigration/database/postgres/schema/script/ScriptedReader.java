package dev.datamigration.database.postgres.schema.script;

import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.reader.Rows;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads the objects of one {@link ScriptedKind}. */
public final class ScriptedReader {
    private ScriptedReader() {}

    public static List<ScriptedDefinition> read(
            Connection connection, int version, ScriptedKind kind, Collection<Long> oids) throws SQLException {
        return Rows.read(connection, kind.sql(version), oids, row -> {
            var create = row.getString("create_words");
            return new ScriptedDefinition(
                    new ObjectId(row.getString("catalog"), row.getLong("oid")),
                    kind,
                    new TableName(row.getString("nspname"), row.getString("name")),
                    row.getString("arguments"),
                    create == null ? kind.words() : create,
                    row.getString("tail"),
                    Rows.texts(row, "alterations"),
                    Rows.texts(row, "details"),
                    Rows.flag(row, "by_superuser"));
        });
    }
}
