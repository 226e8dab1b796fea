package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * Text that a database in another encoding than UTF8 has accepted, and that has no equivalent in UTF8, such as the byte 0x81 in
 * WIN1252. The server says so when it is asked for such a text.
 */
record Untranslatable() implements InvalidBytes {
    /** SQLSTATE: no equivalent, and no character at all. */
    private static final Set<String> REFUSED = Set.of("22P05", "22021");

    @Override
    public boolean anyIn(Connection connection, DataTable table, Column column) throws SQLException {
        try {
            SqlStatement.execute(
                    connection,
                    "SELECT pg_catalog.count(%s) FROM %s"
                            .formatted(translated(column), TableExtent.of(table).sql()));
            return false;
        } catch (SQLException e) {
            if (REFUSED.contains(e.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    private static String translated(Column column) {
        return "pg_catalog.convert_to(%s::pg_catalog.text, 'UTF8')".formatted(Sql.identifier(column.name()));
    }

    @Override
    public String remedy(DataTable table, Column column) {
        return """
                The rows are named by: DO $$ DECLARE r record; BEGIN FOR r IN SELECT ROW(%1$s)::text AS key, %2$s AS value FROM %3$s \
                LOOP BEGIN PERFORM pg_catalog.convert_to(r.value::text, 'UTF8'); \
                EXCEPTION WHEN untranslatable_character OR character_not_in_repertoire THEN RAISE NOTICE '%%', pg_catalog.encode(pg_catalog.convert_to(r.key, pg_catalog.getdatabaseencoding()), 'escape'); END; END LOOP; END $$; \
                Change the value of %2$s in them, or leave the table out with spec.objects.exclude.""".formatted(
                        InvalidBytes.key(table),
                        Sql.identifier(column.name()),
                        TableExtent.of(table).sql());
    }
}
