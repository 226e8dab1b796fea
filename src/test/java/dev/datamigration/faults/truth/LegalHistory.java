package dev.datamigration.faults.truth;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.Transitions;
import java.util.ArrayList;
import java.util.List;

/** Whether every status could follow the one before. */
final class LegalHistory {
    private LegalHistory() {}

    /** One sentence for each step that could not be. */
    static List<String> faults(List<StatusEntry> entries) {
        var faults = new ArrayList<String>();
        for (var i = 1; i < entries.size(); i++) {
            compare(entries.get(i - 1).status(), entries.get(i), faults);
        }
        return faults;
    }

    private static void compare(MigrationTaskStatus before, StatusEntry entry, List<String> faults) {
        var now = entry.status();
        if (before.state() != null && !Transitions.allowed(before.state(), now.state())) {
            faults.add(entry.at() + ": from " + before.state() + " to " + now.state());
        }
        if (number(now.epoch()) < number(before.epoch())) {
            faults.add(entry.at() + ": the epoch went from " + before.epoch() + " back to " + now.epoch());
        }
        if (number(now.observedGeneration()) < number(before.observedGeneration())) {
            faults.add(entry.at() + ": the observed generation went back to " + now.observedGeneration());
        }
        if (now.state() == TaskState.Failed && now.failure() == null) {
            faults.add(entry.at() + ": Failed without a failure");
        }
    }

    private static long number(Long value) {
        return value == null ? 0 : value;
    }
}
