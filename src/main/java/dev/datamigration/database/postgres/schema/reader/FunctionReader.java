package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.FunctionDefinition;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads functions and procedures. */
public final class FunctionReader {
    private static final String SQL = """
            SELECT p.oid, n.nspname, p.proname, p.prokind = 'p' AS procedure,
                   pg_get_function_identity_arguments(p.oid) AS arguments,
                   oidvectortypes(p.proargtypes) AS argument_types, pg_get_functiondef(p.oid) AS definition,
                   format('CREATE OR REPLACE %%s %%I.%%I', CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
                          n.nspname, p.proname) AS head,
                   p.prosecdef, NOT l.lanpltrusted AS by_superuser, %s AS parsed_body
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
             WHERE p.oid = ANY (?)
             ORDER BY n.nspname, p.proname, arguments
            """;

    private FunctionReader() {}

    public static List<FunctionDefinition> read(Connection connection, int version, Collection<Long> oids)
            throws SQLException {
        return Rows.read(
                connection,
                SQL.formatted(version >= 14 ? "p.prosqlbody IS NOT NULL" : "false"),
                oids,
                row -> new FunctionDefinition(
                        row.getLong("oid"),
                        new TableName(row.getString("nspname"), row.getString("proname")),
                        Rows.flag(row, "procedure"),
                        row.getString("arguments"),
                        row.getString("argument_types"),
                        PrintedDefinition.after(row.getString("definition"), row.getString("head")),
                        Rows.flag(row, "parsed_body"),
                        Rows.flag(row, "prosecdef"),
                        Rows.flag(row, "by_superuser")));
    }
}
