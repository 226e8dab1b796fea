package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.CollationDefinition;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads user-created collations; where the locale stands has changed twice since PostgreSQL 13. */
public final class CollationReader {
    private static final String SQL = """
            SELECT c.oid, n.nspname, c.collname,
                   CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END AS provider,
                   %s AS locale, %s AS rules, c.collcollate, c.collctype, c.collisdeterministic
              FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
             WHERE c.oid = ANY (?)
             ORDER BY n.nspname, c.collname
            """;

    private CollationReader() {}

    public static List<CollationDefinition> read(Connection connection, int version, Collection<Long> oids)
            throws SQLException {
        var locale = version >= 17 ? "c.colllocale" : version >= 15 ? "c.colliculocale" : "c.collcollate";
        var rules = version >= 16 ? "c.collicurules" : "NULL::text";
        return Rows.read(
                connection,
                SQL.formatted(locale, rules),
                oids,
                row -> new CollationDefinition(
                        row.getLong("oid"),
                        new TableName(row.getString("nspname"), row.getString("collname")),
                        row.getString("provider"),
                        row.getString("locale"),
                        row.getString("collcollate"),
                        row.getString("collctype"),
                        Rows.flag(row, "collisdeterministic"),
                        row.getString("rules")));
    }
}
