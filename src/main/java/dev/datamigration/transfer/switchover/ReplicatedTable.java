package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.TableName;
import dev.datamigration.database.postgres.catalog.DataTable;

/**
 * A replicated table.
 *
 * @param name on the source
 * @param target null where the target does not have it
 */
record ReplicatedTable(TableName name, DataTable source, DataTable target) {
    DataTable on(Side side) {
        return side == Side.Source ? source : target;
    }

    boolean isComplete() {
        return target != null;
    }
}
