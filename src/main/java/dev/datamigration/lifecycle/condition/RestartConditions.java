package dev.datamigration.lifecycle.condition;

import dev.datamigration.lifecycle.change.SettingsAtStart;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.status.ConditionList;
import dev.datamigration.lifecycle.status.StatusDraft;
import java.util.stream.Collectors;

/** Tells of changes of the spec that the worker does not take while it runs. */
final class RestartConditions {
    static final String RESTART_PENDING = "RestartPending";

    private RestartConditions() {}

    /** Stands as long as something waits for the next start; a task at rest takes all of it when it goes on. */
    static void add(Observation seen, StatusDraft draft, ConditionList list) {
        if (!ModificationRules.hasWorker(draft.state)) {
            return;
        }
        var pending = SettingsAtStart.pending(seen.spec(), draft.startedWith);
        if (pending.isEmpty()) {
            return;
        }
        var settings = pending.stream()
                .map(setting -> "spec.%s (now %s, then %s)".formatted(setting.path(), setting.now(), setting.next()))
                .collect(Collectors.joining(", "));
        list.add(
                RESTART_PENDING,
                true,
                "SpecChanged",
                settings + (pending.size() == 1 ? " is" : " are")
                        + " taken at the next start; to have that now, set spec.desiredState to Stopped, and to Running"
                        + " once the task is Stopped: it goes on where it was");
    }
}
