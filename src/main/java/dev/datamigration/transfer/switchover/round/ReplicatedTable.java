package dev.datamigration.transfer.switchover.round;

import dev.datamigration.api.Side;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;

/**
 * A replicated table.
 *
 * @param name on the source
 * @param target null where the target does not have it
 */
public record ReplicatedTable(TableName name, DataTable source, DataTable target) {
    public DataTable on(Side side) {
        return side == Side.Source ? source : target;
    }

    public boolean isComplete() {
        return target != null;
    }
}
