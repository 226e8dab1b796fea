package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.Firing;
import dev.datamigration.database.postgres.schema.definition.TriggerDefinition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads triggers; of those that come with a partitioned table's only the ones that fire otherwise. */
public final class TriggerReader {
    private static final String SQL = """
            SELECT t.oid, t.tgname, t.tgrelid, t.tgenabled::text AS enabled, nullif(t.tgconstrrelid, 0) AS other_table,
                   t.tgparentid <> 0 AS inherited, pg_get_triggerdef(t.oid) AS definition,
                   format(' ON %I.%I ', n.nspname, c.relname) AS on_table
              FROM pg_trigger t
              JOIN pg_class c ON c.oid = t.tgrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_trigger p ON p.oid = t.tgparentid
              LEFT JOIN pg_constraint k ON k.oid = t.tgconstraint
             WHERE t.tgrelid = ANY (?)
               AND (NOT t.tgisinternal AND t.tgparentid = 0
                    -- before version 15 those of partitions count as internal, as those of foreign keys do
                    OR t.tgparentid <> 0 AND coalesce(k.contype, 't') = 't' AND p.tgenabled <> t.tgenabled)
             ORDER BY n.nspname, c.relname, t.tgname
            """;

    private TriggerReader() {}

    public static List<TriggerDefinition> read(Connection connection, Collection<Long> relations) throws SQLException {
        return Rows.read(connection, SQL, relations, TriggerReader::trigger);
    }

    private static TriggerDefinition trigger(ResultSet row) throws SQLException {
        var split = PrintedDefinition.around(row.getString("definition"), row.getString("on_table"));
        return new TriggerDefinition(
                row.getLong("oid"),
                row.getString("tgname"),
                row.getLong("tgrelid"),
                split.before() + " ON ",
                " " + split.after(),
                Rows.nullableLong(row, "other_table"),
                Firing.of(row.getString("enabled")),
                Rows.flag(row, "inherited"));
    }
}
