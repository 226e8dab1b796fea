package dev.datamigration.database.postgres.load;

import dev.datamigration.database.postgres.catalog.RowFilters;
import dev.datamigration.database.postgres.connection.TableRows;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;

/** Rows of the target that are those of a table of the source: of one that is meant in part, others may be there that are somebody's. */
final class TargetRows {
    private TargetRows() {}

    /** {@code DELETE FROM … AS t}, which any tables to join with and a condition may follow. */
    static String deletion(Connection connection, DataTable table) throws SQLException {
        return TableRows.deletion(connection, table.target());
    }

    /** The condition on the rows of {@code t} that are meant. */
    static String meant(Connection connection, DataTable table) throws SQLException {
        return table.inPart() ? "(" + RowFilters.onTarget(connection, table).condition() + ")" : "true";
    }

    /** Removes all that are meant, one by one. */
    static void remove(Connection connection, DataTable table) throws SQLException {
        var meant = meant(connection, table);
        SqlStatement.execute(connection, deletion(connection, table) + " WHERE " + meant);
    }
}
