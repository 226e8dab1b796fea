package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.ConstraintDefinition;
import dev.datamigration.database.postgres.schema.definition.ConstraintDefinition.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads constraints of tables; constraint triggers are read as triggers. */
public final class ConstraintReader {
    private static final String SQL = """
            SELECT k.oid, k.conname, k.conrelid, k.contype::text, pg_get_constraintdef(k.oid) AS definition,
                   CASE k.contype WHEN 'f' THEN k.confrelid END AS referenced,
                   ') REFERENCES ' || k.confrelid::regclass::text || '(' AS reference,
                   k.contype IN ('c', 'f', 'n') AND (k.conparentid <> 0 OR (k.coninhcount > 0 AND NOT k.conislocal))
                     -- a parent that does not enforce its check gives it to its children so
                     AND NOT (k.contype = 'c' AND k.convalidated
                       AND EXISTS (SELECT 1 FROM pg_inherits h JOIN pg_constraint p ON p.conrelid = h.inhparent
                                    WHERE h.inhrelid = k.conrelid AND p.contype = 'c' AND p.conname = k.conname
                                      AND NOT p.convalidated AND pg_get_constraintdef(p.oid) LIKE '% NOT ENFORCED'))
                     AS inherited_only,
                   k.contype = 'c' AND k.convalidated
                     AND EXISTS (SELECT 1 FROM pg_inherits h JOIN pg_constraint p ON p.conrelid = h.inhparent
                                  WHERE h.inhrelid = k.conrelid AND p.contype = 'c' AND p.conname = k.conname
                                    AND NOT p.convalidated) AS checked_by_itself,
                   nullif(k.conindid, 0) AS index
              FROM pg_constraint k
              JOIN pg_class c ON c.oid = k.conrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE k.conrelid = ANY (?)
               AND (k.contype IN ('p', 'u', 'x', 'c', 'f') OR (k.contype = 'n' AND NOT k.convalidated))
               -- a foreign key to a partitioned table brings one to each partition by itself
               AND NOT EXISTS (SELECT 1 FROM pg_constraint p WHERE p.oid = k.conparentid AND p.conrelid = k.conrelid)
             ORDER BY n.nspname, c.relname, k.conname
            """;

    private ConstraintReader() {}

    public static List<ConstraintDefinition> read(Connection connection, Collection<Long> tables) throws SQLException {
        return Rows.read(connection, SQL, tables, ConstraintReader::constraint);
    }

    private static ConstraintDefinition constraint(ResultSet row) throws SQLException {
        var kind = switch (row.getString("contype")) {
            case "p" -> Kind.PrimaryKey;
            case "u" -> Kind.Unique;
            case "x" -> Kind.Exclusion;
            case "c" -> Kind.Check;
            case "n" -> Kind.NotNull;
            default -> Kind.ForeignKey;
        };
        var definition = row.getString("definition");
        var tail = "";
        if (kind == Kind.ForeignKey) {
            var split = PrintedDefinition.around(definition, row.getString("reference"));
            definition = split.before() + ") REFERENCES ";
            tail = "(" + split.after();
        }
        return new ConstraintDefinition(
                row.getLong("oid"),
                row.getString("conname"),
                row.getLong("conrelid"),
                kind,
                definition,
                Rows.nullableLong(row, "referenced"),
                tail,
                Rows.flag(row, "inherited_only"),
                Rows.flag(row, "checked_by_itself"),
                Rows.nullableLong(row, "index"));
    }
}
