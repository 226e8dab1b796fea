package dev.datamigration.faults;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;
import dev.datamigration.faults.truth.StatusEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether nothing of the task runs when its status says so; asked past every proxy. */
final class RestCheck {
    /** A server that went away so shortly before the status was seen may well have been asked. */
    private static final Duration JUST_NOW = Duration.ofSeconds(5);

    private RestCheck() {}

    static List<String> untrue(StatusEntry entry, Scene scene) {
        var found = new ArrayList<String>();
        if (entry.saysThatNothingRuns()) {
            for (var side : Side.values()) {
                look(side, scene, entry, found);
            }
        }
        return found;
    }

    private static void look(Side side, Scene scene, StatusEntry entry, List<String> found) {
        try {
            var sessions = Sessions.ofTask(scene.database(side));
            if (!sessions.isEmpty()) {
                found.add("%s at %s with sessions on the %s: %s"
                        .formatted(entry.status().state(), entry.at(), side, sessions));
            }
        } catch (SQLException e) {
            scene.server(side)
                    .awaySince()
                    .filter(since -> since.isBefore(entry.at().minus(JUST_NOW)))
                    .ifPresent(since -> found.add("%s at %s although nobody could ask the %s since %s"
                            .formatted(entry.status().state(), entry.at(), side, since)));
        }
    }
}
