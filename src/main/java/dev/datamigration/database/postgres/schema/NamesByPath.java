package dev.datamigration.database.postgres.schema;

import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function that finds the names in its body by the search path of whoever calls it.
 *
 * @param signature with its schema, quoted for SQL
 * @param usualPath the search path of sessions of its owner, as SET takes it
 */
public record NamesByPath(String signature, String usualPath) {
    /** SQL of {@code usualPath}; {@code p} is the function's row of {@code pg_proc}. */
    public static final String USUAL_PATH = """
            coalesce(
                     (SELECT pg_catalog.substr(s.setting, pg_catalog.length('search_path=') + 1)
                        FROM pg_catalog.pg_db_role_setting r
                        JOIN pg_catalog.pg_database b ON b.datname = pg_catalog.current_database()
                        CROSS JOIN LATERAL pg_catalog.unnest(r.setconfig) AS s(setting)
                       WHERE r.setdatabase IN (0, b.oid) AND r.setrole IN (0, p.proowner)
                         AND s.setting LIKE 'search_path=%'
                       ORDER BY r.setdatabase <> 0 AND r.setrole <> 0 DESC, r.setrole <> 0 DESC LIMIT 1),
                     '"$user", public')""";

    /** SQLSTATEs of a function, a relation, another object and a schema that are not found. */
    private static final Set<String> NOT_FOUND = Set.of("42883", "42P01", "42704", "3F000");

    /** SQL of {@code signature}; {@code p} and {@code n} are the rows of the function and of its schema. */
    public static final String SIGNATURE =
            "pg_catalog.format('%I.%I(%s)', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid))";

    /**
     * SQL that leaves such functions of {@code pg_proc p}: joins of its language {@code l} and its schema {@code n}, and the
     * beginning of a condition.
     */
    public static final String OF_FUNCTIONS = """
            JOIN pg_catalog.pg_language l ON l.oid = p.prolang AND l.lanname NOT IN ('c', 'internal')
              JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace AND n.nspname <> 'pg_catalog'
             WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.unnest(p.proconfig) AS s(setting)
                                WHERE s.setting LIKE 'search_path=%')
               AND\s""";

    private static final String SUCH = "SELECT DISTINCT " + SIGNATURE + " AS signature, " + USUAL_PATH
            + " AS usual_path FROM pg_catalog.pg_proc p " + OF_FUNCTIONS;

    private static final String CALLED = SUCH + """
            p.oid IN (SELECT d.refobjid FROM pg_catalog.pg_depend d
                       WHERE d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                         AND d.classid = pg_catalog.to_regclass('pg_catalog.' || ?) AND d.objid = ?)
             ORDER BY 1
            """;

    private static final String NAMED = SUCH + """
            (p.proname = ANY (?) OR p.oid::pg_catalog.regprocedure::pg_catalog.text = ANY (?))
             ORDER BY 1
            """;

    /** Those that an object calls. */
    public static List<NamesByPath> calledBy(Connection connection, ObjectId object) throws SQLException {
        return SqlStatement.of(connection, CALLED)
                .with(object.catalog(), object.oid())
                .list(NamesByPath::of);
    }

    /**
     * Those that have any of the names.
     *
     * @param names of functions without schema and arguments, or with both as the server prints them where there is no search path
     */
    public static List<NamesByPath> named(Connection connection, Collection<String> names) throws SQLException {
        var any = SqlStatement.array("text", names);
        return SqlStatement.of(connection, NAMED).with(any, any).list(NamesByPath::of);
    }

    private static NamesByPath of(ResultSet row) throws SQLException {
        return new NamesByPath(row.getString("signature"), row.getString("usual_path"));
    }

    /** Returns whether an SQLSTATE says that a name was not found, which may be for the search path. */
    public static boolean isNotFound(String state) {
        return state != null && NOT_FOUND.contains(state);
    }

    /** Says of functions that were called why a name was not found, as a sentence's end. */
    public static String reason(List<NamesByPath> called) {
        return "%s, which finds names in its body by the search path of whoever calls it; sessions of ours have none"
                .formatted(called.stream().map(NamesByPath::signature).collect(Collectors.joining(", ")));
    }

    /** Returns what mends them. */
    public static String remedy(List<NamesByPath> called) {
        return "Run on the target, and on the source as well: %s Then resume: what is loaded stays, and the task goes on from there."
                .formatted(called.stream().map(NamesByPath::mended).collect(Collectors.joining(" ")));
    }

    /** Gives it a path of its own: that of its owner's sessions, temporary objects last. */
    public String mended() {
        return "ALTER FUNCTION %s SET search_path = %s, pg_temp;".formatted(signature, path(usualPath));
    }

    /** A search path without the schema of whoever asks. */
    public static String path(String usual) {
        var path = Stream.of(usual.split(","))
                .map(String::strip)
                .filter(schema -> !schema.equals("\"$user\"") && !schema.isEmpty())
                .collect(Collectors.joining(", "));
        return path.isEmpty() ? "public" : path;
    }
}
