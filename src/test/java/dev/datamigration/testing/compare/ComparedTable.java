package dev.datamigration.testing.compare;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table that holds rows of people's own.
 *
 * @param partitioned compared as a whole, wherever its rows are; of any other table only its own rows are compared
 */
record ComparedTable(TableName name, boolean partitioned) {
    private static final String ALL = """
            SELECT n.nspname, c.relname, c.relkind = 'p' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_'
            AND n.nspname NOT IN ('information_schema', 'datamigration')
            """;

    static Map<TableName, ComparedTable> of(TestDatabase database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(ALL)) {
            var tables = new TreeMap<TableName, ComparedTable>();
            while (result.next()) {
                var name = new TableName(result.getString(1), result.getString(2));
                tables.put(name, new ComparedTable(name, result.getBoolean(3)));
            }
            return tables;
        }
    }

    String from() {
        return (partitioned ? "" : "ONLY ") + Sql.quoted(name);
    }
}
