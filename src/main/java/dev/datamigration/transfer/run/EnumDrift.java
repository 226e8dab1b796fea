package dev.datamigration.transfer.run;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Looks, when the side that is written to refused a row, whether a type of the table was given further values on the other side. */
public final class EnumDrift {
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

    private EnumDrift() {}

    /** @param type quoted, with its schema */
    private record EnumType(String type, List<String> labels) {}

    /**
     * Returns what is to be told in place of a refusal.
     *
     * @param read the table on the side that is read
     * @param written the same on the side that is written to
     * @return empty where no value is missing
     */
    public static Optional<FailureException> of(Run run, RunScope scope, TableName read, TableName written) {
        var there = types(run.source(), scope, read);
        var here = types(run.target(), scope, written);
        return there.entrySet().stream()
                .filter(column -> here.containsKey(column.getKey()))
                .map(column -> missing(run, column.getKey(), column.getValue(), here.get(column.getKey()), read))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static FailureException missing(Run run, String column, EnumType there, EnumType here, TableName table) {
        var statements = additions(here.type(), there.labels(), here.labels());
        return statements.isEmpty()
                ? null
                : new FailureException(new Failure(
                        FailureCode.SourceSchemaChanged,
                        run.direction().from(),
                        run.direction()
                                .tell(
                                        "The type of column %s of %s has values on the source that %s lacks on the target: they were added under way.")
                                .formatted(column, table, here.type()),
                        run.direction()
                                .tell("Run on the target: %s then resume.")
                                .formatted(String.join(" ", statements))));
    }

    /** In the order that the type has on the side that is read; each can be run again. */
    static List<String> additions(String type, List<String> wanted, List<String> found) {
        var statements = new ArrayList<String>();
        IntStream.range(0, wanted.size())
                .filter(i -> !found.contains(wanted.get(i)))
                .forEach(i -> statements.add("ALTER TYPE %s ADD VALUE IF NOT EXISTS %s%s;"
                        .formatted(type, literal(wanted.get(i)), place(i, wanted, found))));
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

    private static Map<String, EnumType> types(PostgresServer server, RunScope scope, TableName table) {
        var connection = server.open(scope, "types");
        try {
            return SqlWork.call(server, scope, "reading the types of " + table, () -> types(connection, table));
        } finally {
            scope.close(connection);
        }
    }

    private static Map<String, EnumType> types(Connection connection, TableName table) throws SQLException {
        try (var statement = connection.prepareStatement(TYPES)) {
            statement.setString(1, Sql.quoted(table));
            try (var result = statement.executeQuery()) {
                var found = new TreeMap<String, EnumType>();
                while (result.next()) {
                    var labels = (String[]) result.getArray(3).getArray();
                    found.put(result.getString(1), new EnumType(result.getString(2), Arrays.asList(labels)));
                }
                return found;
            }
        }
    }
}
