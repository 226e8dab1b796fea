package dev.datamigration.database.postgres.schema;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * A trigger or rule that fires even in sessions with {@code session_replication_role = replica}.
 *
 * @param kind TRIGGER or RULE
 * @param always whether it fires in ordinary sessions as well
 */
public record FiringTrigger(TableName table, String kind, String name, boolean always) {
    /**
     * SQL of whether a row {@code t} of {@code pg_trigger} is one that somebody has made. Before version 15 those that a partition has of
     * its parent count as internal, as those of foreign keys and of deferrable keys do.
     */
    static final String IS_OF_USERS = """
            (NOT t.tgisinternal OR t.tgparentid <> 0 AND NOT EXISTS (
                SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.oid = t.tgconstraint AND k.contype <> 't'))""";

    private static final String FIRING = """
            SELECT n.nspname, c.relname, f.kind, f.name, f.enabled = 'A' AS always
              FROM (SELECT t.tgrelid AS relation, 'TRIGGER' AS kind, t.tgname AS name, t.tgenabled AS enabled
                      FROM pg_catalog.pg_trigger t
                     WHERE t.tgenabled IN ('A', 'R') AND %s
                    UNION ALL
                    SELECT ev_class, 'RULE', rulename, ev_enabled FROM pg_catalog.pg_rewrite
                     WHERE ev_enabled IN ('A', 'R') AND ev_type <> '1') f
              JOIN pg_catalog.pg_class c ON c.oid = f.relation
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?)
             ORDER BY 1, 2, 4
            """.formatted(IS_OF_USERS);

    /**
     * Those of the tables, by table and name.
     *
     * @param tables OIDs
     */
    public static List<FiringTrigger> read(Connection connection, Collection<Long> tables) throws SQLException {
        return SqlStatement.of(connection, FIRING)
                .with(SqlStatement.array("oid", tables))
                .list(row -> new FiringTrigger(
                        new TableName(row.getString("nspname"), row.getString("relname")),
                        row.getString("kind"),
                        row.getString("name"),
                        row.getBoolean("always")));
    }

    /** For people. */
    public String display() {
        return "%s of %s".formatted(name, table);
    }

    /** The statement after which it fires in ordinary sessions as before, and in no others. */
    public String muting() {
        return alter(always ? "ENABLE" : "DISABLE");
    }

    /** The statement that puts it back as it was read. */
    public String restoring() {
        return alter(always ? "ENABLE ALWAYS" : "ENABLE REPLICA");
    }

    private String alter(String action) {
        return "ALTER TABLE %s %s %s %s".formatted(Sql.quoted(table), action, kind, Sql.identifier(name));
    }
}
