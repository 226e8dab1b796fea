package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.StatisticsDefinition;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads extended statistics objects. */
public final class StatisticsReader {
    private static final String SQL = """
            SELECT s.oid, n.nspname, s.stxname, s.stxrelid, pg_get_statisticsobjdef(s.oid) AS definition,
                   format('CREATE STATISTICS %I.%I', n.nspname, s.stxname) AS head,
                   ' FROM ' || s.stxrelid::regclass::text AS from_table, nullif(s.stxstattarget, -1) AS target
              FROM pg_statistic_ext s
              JOIN pg_namespace n ON n.oid = s.stxnamespace
             WHERE s.stxrelid = ANY (?)
             ORDER BY n.nspname, s.stxname
            """;

    private StatisticsReader() {}

    public static List<StatisticsDefinition> read(Connection connection, Collection<Long> relations)
            throws SQLException {
        return Rows.read(connection, SQL, relations, StatisticsReader::statistics);
    }

    private static StatisticsDefinition statistics(ResultSet row) throws SQLException {
        var body = PrintedDefinition.after(row.getString("definition"), row.getString("head"));
        var target = Rows.nullableLong(row, "target");
        return new StatisticsDefinition(
                row.getLong("oid"),
                new TableName(row.getString("nspname"), row.getString("stxname")),
                row.getLong("stxrelid"),
                PrintedDefinition.before(body, row.getString("from_table")),
                target == null ? null : target.intValue());
    }
}
