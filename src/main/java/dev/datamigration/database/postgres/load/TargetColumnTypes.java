package dev.datamigration.database.postgres.load;

import dev.datamigration.api.Side;
import dev.datamigration.database.load.ColumnPair;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types of a target table's columns, by name; generated columns are left out. */
final class TargetColumnTypes {
    private static final String TYPES = """
            SELECT t.number, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)
              FROM pg_catalog.unnest(?::text[]) WITH ORDINALITY t(name, number)
              JOIN pg_catalog.pg_attribute a ON a.attrelid = pg_catalog.to_regclass(t.name) AND a.attnum > 0
               AND NOT a.attisdropped AND a.attgenerated = ''
            """;

    private TargetColumnTypes() {}

    /** Of each of these tables, in their order. */
    private static List<Map<String, String>> types(Connection target, List<TableName> tables) throws SQLException {
        var types = new ArrayList<Map<String, String>>();
        tables.forEach(table -> types.add(new HashMap<>()));
        var names = SqlStatement.array("text", tables.stream().map(Sql::quoted).toList());
        SqlStatement.of(target, TYPES)
                .with(names)
                .list(row -> types.get(row.getInt(1) - 1).put(row.getString(2), row.getString(3)));
        return types;
    }

    /**
     * The columns of each table to copy into, as they are now.
     *
     * @throws FailureException TargetSchemaChanged if a table or a column is missing there
     */
    static List<List<ColumnPair>> match(Connection target, List<DataTable> tables) throws SQLException {
        var types = types(target, tables.stream().map(DataTable::target).toList());
        var matched = new ArrayList<List<ColumnPair>>();
        for (var i = 0; i < tables.size(); i++) {
            matched.add(match(tables.get(i), types.get(i)));
        }
        return matched;
    }

    private static List<ColumnPair> match(DataTable table, Map<String, String> types) {
        return table.copiedColumns().stream()
                .map(column -> {
                    var type = types.get(column.name());
                    if (type == null) {
                        throw missing(table, column.name(), column.type());
                    }
                    return new ColumnPair(column.name(), column.type(), type);
                })
                .toList();
    }

    /**
     * Sees that the columns of tables that are locked are still as planned.
     *
     * @throws FailureException TargetSchemaChanged
     */
    static void check(Connection target, List<LoadTable> tables) throws SQLException {
        var types = types(
                target, tables.stream().map(table -> table.table().target()).toList());
        for (var i = 0; i < tables.size(); i++) {
            check(tables.get(i), types.get(i));
        }
    }

    private static void check(LoadTable table, Map<String, String> types) {
        for (var column : table.columns()) {
            var type = types.get(column.name());
            if (type == null) {
                throw missing(table.table(), column.name(), column.targetType());
            }
            if (!type.equals(column.targetType())) {
                throw changed(table.table().target(), column, type);
            }
        }
    }

    private static FailureException changed(TableName target, ColumnPair column, String type) {
        return failure(
                "Column %s of table %s on the target is of type %s, but was of type %s when the load was planned."
                        .formatted(column.name(), target, type, column.targetType()),
                "Run on the target: ALTER TABLE %1$s ALTER COLUMN %2$s TYPE %3$s USING %2$s::%3$s; then resume."
                        .formatted(Sql.quoted(target), Sql.identifier(column.name()), column.targetType()));
    }

    private static FailureException missing(DataTable table, String column, String type) {
        return failure(
                "Table %s on the target does not exist or has no column %s that can be written."
                        .formatted(table.target(), column),
                "Create the table on the target with an ordinary column %s of type %s, then resume."
                        .formatted(Sql.identifier(column), type));
    }

    private static FailureException failure(String message, String remedy) {
        return new FailureException(new Failure(FailureCode.TargetSchemaChanged, Side.Target, message, remedy));
    }
}
