package dev.datamigration.transfer.switchover;

import dev.datamigration.transfer.checkpoint.CheckpointSchema;
import dev.datamigration.transfer.incremental.Capture;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether what is written on the application's new side is kept for the other one. */
final class WayBack {
    private final Ceremony ceremony;
    private final Flows flows;

    WayBack(Ceremony ceremony, Flows flows) {
        this.ceremony = ceremony;
        this.flows = flows;
    }

    /**
     * Makes sure, before the application may write on its new side, that what it writes there is carried and not taken
     * for a late write, even if StartTargetStore was skipped. Later rounds only: their capture is there in any case.
     */
    void secure() {
        if (ceremony.round() > 1 && ceremony.hasWayBack() && isWatched()) {
            flows.stopWatch(ceremony.beginning());
            Capture.begin(ceremony.beginningRun());
        }
    }

    private boolean isWatched() {
        return has("watch-" + ceremony.beginning().key());
    }

    /** Whether there is a capture from which changes can be applied. */
    boolean exists() {
        return has(ceremony.beginning().key());
    }

    private boolean has(String direction) {
        return ceremony.onOldSide().ask("reading the checkpoints", connection -> has(connection, direction));
    }

    private boolean has(Connection connection, String direction) throws SQLException {
        if (!CheckpointSchema.isInstalled(connection)) {
            return false;
        }
        try (var statement = connection.prepareStatement(
                "SELECT 1 FROM datamigration.applied WHERE task_id = ? AND direction = ?")) {
            statement.setString(1, ceremony.taskId());
            statement.setString(2, direction);
            try (var result = statement.executeQuery()) {
                return result.next();
            }
        }
    }
}
