package dev.datamigration.database.postgres.schema;

import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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

    private static final String CALLED = """
            SELECT DISTINCT pg_catalog.format('%I.%I(%s)', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid))
                     AS signature,
                   """ + USUAL_PATH + """
             AS usual_path
              FROM pg_catalog.pg_depend d
              JOIN pg_catalog.pg_proc p ON p.oid = d.refobjid AND d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
              JOIN pg_catalog.pg_language l ON l.oid = p.prolang AND l.lanname NOT IN ('c', 'internal')
              JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace AND n.nspname <> 'pg_catalog'
             WHERE d.classid = pg_catalog.to_regclass('pg_catalog.' || ?) AND d.objid = ?
               AND NOT EXISTS (SELECT 1 FROM pg_catalog.unnest(p.proconfig) AS s(setting)
                                WHERE s.setting LIKE 'search_path=%')
             ORDER BY 1
            """;

    /** Those that an object calls. */
    public static List<NamesByPath> calledBy(Connection connection, ObjectId object) throws SQLException {
        return SqlStatement.of(connection, CALLED)
                .with(object.catalog(), object.oid())
                .list(row -> new NamesByPath(row.getString("signature"), row.getString("usual_path")));
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
