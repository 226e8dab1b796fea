package dev.datamigration.transfer.switchover;

import dev.datamigration.api.MigrationType;
import dev.datamigration.transfer.incremental.Capture;
import java.util.List;

/**
 * Undoes what the steps of a round did before StopForwardSync had ended, in the order in which it matters to the
 * application: first it may write again. Idempotent.
 */
final class Abort {
    private final Ceremony ceremony;
    private final Flows flows;

    Abort(Ceremony ceremony, Flows flows) {
        this.ceremony = ceremony;
        this.flows = flows;
    }

    void perform() {
        var lifted = new RoleFence(ceremony.run(), ceremony.oldSide().side()).lift();
        if (!lifted.isEmpty()) {
            new RoleSessions(ceremony.run(), ceremony.oldSide(), lifted).endAll();
        }
        if (ceremony.run().plan().has(MigrationType.Incremental)) {
            flows.running(ceremony.ending()).unmarkStop();
            forgetLateWrites();
        }
        if (ceremony.hasWayBack()) {
            flows.stop(ceremony.beginning());
            Capture.end(ceremony.beginningRun(), ceremony.round());
        }
    }

    /** None of them was late after all, and all of them were applied. */
    private void forgetLateWrites() {
        ceremony.onNewSide().remember("forgetting late writes", connection -> {
            for (var table : List.of("late_row", "late_write")) {
                try (var statement = connection.prepareStatement("DELETE FROM datamigration." + table
                        + " WHERE task_id = ? AND round = ? AND side = ? AND carried")) {
                    statement.setString(1, ceremony.taskId());
                    statement.setInt(2, ceremony.round());
                    statement.setString(3, ceremony.oldSide().side().name());
                    statement.executeUpdate();
                }
            }
        });
    }
}
