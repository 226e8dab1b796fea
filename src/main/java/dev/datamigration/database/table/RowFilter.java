package dev.datamigration.database.table;

import java.util.Map;

/**
 * Says which rows of a table are meant, as one server understands it: what it gives for a row never changes.
 *
 * @param written as a person wrote it, for other servers to understand
 * @param condition over columns that are named without their table; as that server prints it
 * @param columns that it reads, with the type as which each is read, as SQL
 */
public record RowFilter(String written, String condition, Map<String, String> columns) {
    public RowFilter {
        columns = Map.copyOf(columns);
    }
}
