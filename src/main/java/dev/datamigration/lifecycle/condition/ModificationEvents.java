package dev.datamigration.lifecycle.condition;

import dev.datamigration.api.modification.ModificationState;
import dev.datamigration.api.modification.ModificationStatus;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.TaskEvent;
import dev.datamigration.lifecycle.rule.ModificationRules;
import java.util.List;

/** Tells what became of a change of a task's objects between two statuses. */
final class ModificationEvents {
    private ModificationEvents() {}

    static List<TaskEvent> of(List<ModificationStatus> before, List<ModificationStatus> after) {
        var now = ModificationRules.last(after).orElse(null);
        if (now == null) {
            return List.of();
        }
        var was = ModificationRules.last(before)
                .filter(record -> record.number().equals(now.number()))
                .orElse(null);
        if (was != null && was.state() == now.state() && was.attempt().equals(now.attempt())) {
            return List.of();
        }
        return List.of(event(was, now));
    }

    private static TaskEvent event(ModificationStatus was, ModificationStatus now) {
        var name = "modification " + now.number();
        var what = name + " (" + ModificationTexts.what(now) + ")";
        return switch (now.state()) {
            case Migrating -> new TaskEvent(EventReason.Modifying, begun(name, was, now));
            case Integrating ->
                new TaskEvent(EventReason.Integrating, what + ": its tables join or leave the synchronisation");
            case Integrated -> new TaskEvent(EventReason.ObjectsModified, what + " is integrated");
            case Withdrawn -> new TaskEvent(EventReason.ModificationWithdrawn, what + " was withdrawn");
            case Failed -> new TaskEvent(EventReason.ModificationFailed, ModificationTexts.failed(now));
        };
    }

    private static String begun(String name, ModificationStatus was, ModificationStatus now) {
        if (Boolean.TRUE.equals(now.withdrawing())) {
            return name + " is withdrawn, since spec.objects was changed once more";
        }
        if (was == null) {
            return name + " begins: spec.objects was changed"
                    + (now.requestedBy() == null ? "" : " by " + now.requestedBy());
        }
        return was.state() == ModificationState.Failed
                ? name + " is tried again, attempt " + now.attempt()
                : name + " is migrated once more before it is integrated";
    }
}
