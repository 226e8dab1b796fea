package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.EnumTypes;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Enums. */
public final class PostgresEnumTypes implements EnumTypes {
    /** Of the columns of a table whose type is an enum, or a domain over one, or an array of either. */
    private static final String TYPES = """
            WITH RECURSIVE types AS (
              SELECT a.attname, t.oid, t.typelem, t.typbasetype, t.typtype, t.typlen
                FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
               WHERE a.attrelid = pg_catalog.to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
              UNION
              SELECT o.attname, t.oid, t.typelem, t.typbasetype, t.typtype, t.typlen
                FROM types o JOIN pg_catalog.pg_type t
                  ON t.oid = CASE WHEN o.typtype = 'd' THEN o.typbasetype WHEN o.typlen = -1 THEN o.typelem END)
            SELECT o.attname, pg_catalog.format('%I.%I', n.nspname, t.typname),
                   pg_catalog.array_agg(e.enumlabel::text ORDER BY e.enumsortorder)
              FROM types o JOIN pg_catalog.pg_enum e ON e.enumtypid = o.oid
              JOIN pg_catalog.pg_type t ON t.oid = o.oid JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
             GROUP BY 1, 2
            """;

    private record EnumColumn(String name, EnumType type) {}

    @Override
    public Map<String, EnumType> read(Connection connection, TableName table) throws SQLException {
        var found = new TreeMap<String, EnumType>();
        SqlStatement.of(connection, TYPES)
                .with(Sql.quoted(table))
                .list(row -> new EnumColumn(row.getString(1), new EnumType(row.getString(2), Arrays.asList((String[])
                        row.getArray(3).getArray()))))
                .forEach(column -> found.put(column.name(), column.type()));
        return found;
    }

    @Override
    public List<String> additions(EnumType type, List<String> wanted) {
        var statements = new ArrayList<String>();
        IntStream.range(0, wanted.size())
                .filter(i -> !type.labels().contains(wanted.get(i)))
                .forEach(i -> statements.add("ALTER TYPE %s ADD VALUE IF NOT EXISTS %s%s;"
                        .formatted(type.type(), literal(wanted.get(i)), place(i, wanted, type.labels()))));
        return statements;
    }

    /** Behind the one before it, which is there by then. */
    private static String place(int i, List<String> wanted, List<String> found) {
        return i > 0
                ? " AFTER " + literal(wanted.get(i - 1))
                : found.isEmpty() ? "" : " BEFORE " + literal(found.get(0));
    }

    private static String literal(String label) {
        return Sql.literal(label).strip();
    }
}
