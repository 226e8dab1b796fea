package dev.datamigration.database.selection;

import dev.datamigration.database.table.TableName;
import java.util.List;
import java.util.Map;

/**
 * The tables of the target that a task wants for its rows.
 *
 * @param alone those that no other task may have
 * @param together those in which others may have rows, with what tells the task's own
 */
public record WantedTables(List<TableName> alone, Map<TableName, RowCondition> together) {
    public WantedTables {
        alone = List.copyOf(alone);
        together = Map.copyOf(together);
    }

    /** All of them for the task alone. */
    public static WantedTables alone(List<TableName> tables) {
        return new WantedTables(tables, Map.of());
    }

    /** Returns whether none of them may be had by others. */
    public boolean allAlone() {
        return together.isEmpty();
    }
}
