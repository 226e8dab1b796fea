package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.Firing;
import dev.datamigration.database.postgres.schema.definition.RuleDefinition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads rewrite rules. */
public final class RuleReader {
    private static final String SQL = """
            SELECT r.oid, r.rulename, r.ev_class, r.ev_enabled::text AS enabled, pg_get_ruledef(r.oid) AS definition,
                   format(' TO %I.%I', n.nspname, c.relname) AS on_table,
                   (SELECT array_agg(DISTINCT d.refobjid::bigint) FROM pg_depend d
                     WHERE d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                       AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class) AS refs
              FROM pg_rewrite r
              JOIN pg_class c ON c.oid = r.ev_class
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE r.rulename <> '_RETURN' AND r.ev_class = ANY (?)
             ORDER BY n.nspname, c.relname, r.rulename
            """;

    private RuleReader() {}

    public static List<RuleDefinition> read(Connection connection, Collection<Long> relations) throws SQLException {
        return Rows.read(connection, SQL, relations, RuleReader::rule);
    }

    private static RuleDefinition rule(ResultSet row) throws SQLException {
        var split = PrintedDefinition.around(row.getString("definition"), row.getString("on_table"));
        return new RuleDefinition(
                row.getLong("oid"),
                row.getString("rulename"),
                row.getLong("ev_class"),
                split.before() + " TO ",
                split.after(),
                Rows.longs(row, "refs"),
                Firing.of(row.getString("enabled")));
    }
}
