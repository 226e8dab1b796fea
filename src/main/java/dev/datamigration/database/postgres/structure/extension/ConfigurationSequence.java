package dev.datamigration.database.postgres.structure.extension;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A sequence of an extension of which the extension says that its position is its user's ({@code pg_extension_config_dump}), as
 * it is where it numbers rows of a {@link ConfigurationTable}.
 */
record ConfigurationSequence(String extension, TableName name) {
    private static final String SQL = """
            SELECT e.extname, n.nspname, c.relname
              FROM pg_catalog.pg_extension e
             CROSS JOIN LATERAL unnest(e.extconfig) o (relation)
              JOIN pg_catalog.pg_class c ON c.oid = o.relation AND c.relkind = 'S'
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE pg_catalog.has_table_privilege(c.oid, 'SELECT')
             ORDER BY 1, 2, 3
            """;

    /** Says where a sequence stands: what it gave last, or what it gives first where it was not called yet. */
    record Position(long value, boolean called) {
        @Override
        public String toString() {
            return called ? String.valueOf(value) : value + " (not used yet)";
        }
    }

    /** Those of the database that the account may read. */
    static List<ConfigurationSequence> all(Connection connection) throws SQLException {
        return SqlStatement.of(connection, SQL)
                .list(row ->
                        new ConfigurationSequence(row.getString(1), new TableName(row.getString(2), row.getString(3))));
    }

    /** Returns whether it is the same sequence, whatever schema the extension was put into. */
    boolean isSame(ConfigurationSequence other) {
        return extension.equals(other.extension) && name.table().equals(other.name.table());
    }

    Position position(Connection connection) throws SQLException {
        return SqlStatement.of(connection, "SELECT last_value, is_called FROM " + Sql.quoted(name))
                .one(row -> new Position(row.getLong(1), row.getBoolean(2)));
    }

    /** Puts it there. */
    void set(Connection connection, Position position) throws SQLException {
        SqlStatement.execute(connection, setting(position));
    }

    /** The statement that puts it there. */
    String setting(Position position) {
        return "SELECT pg_catalog.setval(%s, %d, %s)"
                .formatted(Sql.literal(Sql.quoted(name)), position.value(), position.called());
    }
}
