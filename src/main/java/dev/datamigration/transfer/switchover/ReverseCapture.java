package dev.datamigration.transfer.switchover;

import dev.datamigration.transfer.checkpoint.CheckpointSchema;
import dev.datamigration.transfer.incremental.Capture;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether what is written on the application's new side is kept for the other one. */
final class ReverseCapture {
    private final SwitchoverRound switchover;
    private final Flows flows;

    ReverseCapture(SwitchoverRound switchover, Flows flows) {
        this.switchover = switchover;
        this.flows = flows;
    }

    /**
     * Makes sure, before the application may write on its new side, that what it writes there is carried and not taken
     * for a late write, even if StartTargetStore was skipped. Later rounds only: their capture is there in any case.
     */
    void secure() {
        if (switchover.round() > 1 && switchover.hasWayBack() && isWatched()) {
            flows.stopWatch(switchover.beginning());
            Capture.begin(switchover.beginningRun());
        }
    }

    private boolean isWatched() {
        return has("watch-" + switchover.beginning().key());
    }

    /** Whether there is a capture from which changes can be applied. */
    boolean exists() {
        return has(switchover.beginning().key());
    }

    private boolean has(String direction) {
        return switchover.onOldSide().ask("reading the checkpoints", connection -> has(connection, direction));
    }

    private boolean has(Connection connection, String direction) throws SQLException {
        if (!CheckpointSchema.isInstalled(connection)) {
            return false;
        }
        try (var statement = connection.prepareStatement(
                "SELECT 1 FROM datamigration.applied WHERE task_id = ? AND direction = ?")) {
            statement.setString(1, switchover.taskId());
            statement.setString(2, direction);
            try (var result = statement.executeQuery()) {
                return result.next();
            }
        }
    }
}
