package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.IndexDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads indexes, those of constraints included. */
public final class IndexReader {
    private static final String SQL = """
            SELECT i.indexrelid, n.nspname, c.relname, i.indrelid, c.relkind = 'I' AS partitioned, i.indisunique,
                   pg_get_indexdef(i.indexrelid) AS definition,
                   format('CREATE %sINDEX %I ON %s%I.%I ', CASE WHEN i.indisunique THEN 'UNIQUE ' END, c.relname,
                          CASE WHEN c.relkind = 'I' THEN 'ONLY ' END, tn.nspname, t.relname) AS head,
                   i.indisvalid, i.indisclustered, i.indisreplident,
                   EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid
                              AND k.contype IN ('p', 'u', 'x') AND k.conrelid = i.indrelid) AS of_constraint,
                   (SELECT array_agg(a.attnum || ' SET STATISTICS ' || a.attstattarget ORDER BY a.attnum)
                      FROM pg_attribute a WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0) AS statistics,
                   s.spcname AS tablespace
              FROM pg_index i
              JOIN pg_class c ON c.oid = i.indexrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_class t ON t.oid = i.indrelid
              JOIN pg_namespace tn ON tn.oid = t.relnamespace
              LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
             WHERE i.indrelid = ANY (?)
             ORDER BY tn.nspname, t.relname, c.relname
            """;

    private IndexReader() {}

    public static List<IndexDefinition> read(Connection connection, Collection<Long> tables) throws SQLException {
        return Rows.read(
                connection,
                SQL,
                tables,
                row -> new IndexDefinition(
                        row.getLong("indexrelid"),
                        row.getString("nspname"),
                        row.getString("relname"),
                        row.getLong("indrelid"),
                        Rows.flag(row, "partitioned"),
                        Rows.flag(row, "indisunique"),
                        PrintedDefinition.after(row.getString("definition"), row.getString("head")),
                        Rows.flag(row, "indisvalid"),
                        Rows.flag(row, "of_constraint"),
                        Rows.flag(row, "indisclustered"),
                        Rows.flag(row, "indisreplident"),
                        Rows.texts(row, "statistics"),
                        row.getString("tablespace")));
    }
}
