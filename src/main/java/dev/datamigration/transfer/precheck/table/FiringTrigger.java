package dev.datamigration.transfer.precheck.table;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.TableName;
import dev.datamigration.transfer.precheck.check.CheckedDatabase;
import java.util.List;

/**
 * A trigger or rule that fires even in sessions with {@code session_replication_role = replica}.
 *
 * @param kind TRIGGER or RULE
 * @param always whether it fires in ordinary sessions as well
 */
public record FiringTrigger(TableName table, String kind, String name, boolean always) {
    private static final String FIRING = """
            SELECT n.nspname, c.relname, t.kind, t.name, t.enabled = 'A'
              FROM (SELECT tgrelid AS relation, 'TRIGGER' AS kind, tgname AS name, tgenabled AS enabled FROM pg_catalog.pg_trigger
                     WHERE tgenabled IN ('A', 'R') AND NOT tgisinternal
                    UNION ALL
                    SELECT ev_class, 'RULE', rulename, ev_enabled FROM pg_catalog.pg_rewrite
                     WHERE ev_enabled IN ('A', 'R') AND ev_type <> '1') t
              JOIN pg_catalog.pg_class c ON c.oid = t.relation
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?)
             ORDER BY 1, 2, 4
            """;

    public static List<FiringTrigger> read(CheckedDatabase database, List<Long> oids) {
        return database.list(
                FIRING,
                row -> new FiringTrigger(
                        new TableName(row.getString(1), row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5)),
                oids);
    }

    public String display() {
        return "%s of %s".formatted(name, table);
    }

    /** The statement after which it fires in ordinary sessions as before, and in no others. */
    public String muted() {
        return "ALTER TABLE %s %s %s %s;"
                .formatted(table.quoted(), always ? "ENABLE" : "DISABLE", kind, Sql.identifier(name));
    }
}
