package dev.datamigration.database.postgres.precheck.replication;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.precheck.Finding;

/** Finds out whether the task's slot of an earlier run, if there is one, still has its log. */
public record OwnSlot(Side side) implements NeedsIncremental {
    private static final String STATUS = "SELECT wal_status FROM pg_catalog.pg_replication_slots WHERE slot_name = ?";

    @Override
    public Finding look(CheckedDatabases databases) {
        var slot = databases.context().logReader();
        var status = databases.of(side).list(STATUS, row -> String.valueOf(row.getString(1)), slot);
        if (status.isEmpty()) {
            return Finding.passed("The task has no replication slot yet.");
        }
        return status.get(0).equals("lost")
                ? Finding.failed(
                        "The server has removed log that replication slot %s needs: changes are missing."
                                .formatted(slot),
                        "End this task and create a new one; set max_slot_wal_keep_size = -1 before.")
                : Finding.passed("The task's replication slot %s is intact.".formatted(slot));
    }
}
