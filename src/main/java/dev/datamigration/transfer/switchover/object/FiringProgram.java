package dev.datamigration.transfer.switchover.object;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.TableName;
import dev.datamigration.transfer.precheck.check.CheckedDatabase;
import java.util.List;
import java.util.Locale;

/**
 * A trigger or rule that fires even for the task's own sessions, whose {@code session_replication_role} is replica.
 *
 * @param kind TRIGGER or RULE
 * @param replicaOnly whether it fires for such sessions alone
 */
record FiringProgram(TableName table, String kind, String name, boolean replicaOnly) {
    private static final String FIRING = """
            SELECT n.nspname, c.relname, t.kind, t.name, t.firing = 'R'
              FROM (SELECT tgrelid AS relation, 'TRIGGER' AS kind, tgname AS name, tgenabled AS firing
                      FROM pg_catalog.pg_trigger WHERE tgenabled IN ('A', 'R') AND NOT tgisinternal
                    UNION ALL
                    SELECT ev_class, 'RULE', rulename, ev_enabled FROM pg_catalog.pg_rewrite
                     WHERE ev_enabled IN ('A', 'R') AND ev_type <> '1') t
              JOIN pg_catalog.pg_class c ON c.oid = t.relation
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?)
             ORDER BY 1, 2, 4
            """;

    static List<FiringProgram> read(CheckedDatabase database, List<Long> tables) {
        return database.list(
                FIRING,
                row -> new FiringProgram(
                        new TableName(row.getString(1), row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5)),
                tables);
    }

    String display() {
        return "%s %s on %s".formatted(kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT), name, table);
    }

    /** After this it fires for ordinary sessions as before, and not for ours. */
    String muting() {
        return alter(replicaOnly ? "DISABLE" : "ENABLE");
    }

    /** Puts it back as it was read. */
    String restoring() {
        return alter(replicaOnly ? "ENABLE REPLICA" : "ENABLE ALWAYS");
    }

    private String alter(String action) {
        return "ALTER TABLE %s %s %s %s".formatted(table.quoted(), action, kind, Sql.identifier(name));
    }
}
