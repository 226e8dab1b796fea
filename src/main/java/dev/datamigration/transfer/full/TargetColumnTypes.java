package dev.datamigration.transfer.full;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.Sql;
import dev.datamigration.database.postgres.TableName;
import dev.datamigration.database.postgres.catalog.DataTable;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types of a target table's columns, by name; generated columns are left out. */
final class TargetColumnTypes {
    private static final String TYPES = """
            SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)
              FROM pg_catalog.pg_attribute a
             WHERE a.attrelid = pg_catalog.to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
               AND a.attgenerated = ''
            """;

    private TargetColumnTypes() {}

    private static Map<String, String> types(Connection target, TableName table) throws SQLException {
        try (var statement = target.prepareStatement(TYPES)) {
            statement.setString(1, table.quoted());
            try (var result = statement.executeQuery()) {
                var types = new HashMap<String, String>();
                while (result.next()) {
                    types.put(result.getString(1), result.getString(2));
                }
                return types;
            }
        }
    }

    /**
     * The columns to copy into, as they are now.
     *
     * @throws FailureException TargetSchemaChanged if the table or a column is missing there
     */
    static List<ColumnPair> match(Connection target, DataTable table) throws SQLException {
        var types = types(target, table.target());
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
     * Locks the target table against changes of its columns until the transaction ends, and sees that they are still as
     * planned.
     *
     * @throws FailureException TargetSchemaChanged
     */
    static void lockAndCheck(Connection target, LoadTable table) throws SQLException {
        try (var statement = target.createStatement()) {
            statement.execute("LOCK TABLE " + table.table().target().quoted() + " IN ROW EXCLUSIVE MODE");
        }
        var types = types(target, table.table().target());
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
                        .formatted(target.quoted(), Sql.identifier(column.name()), column.targetType()));
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
