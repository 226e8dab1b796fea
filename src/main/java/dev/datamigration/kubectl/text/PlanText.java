package dev.datamigration.kubectl.text;

import dev.datamigration.api.Phase;
import dev.datamigration.kubectl.cluster.TaskView;
import dev.datamigration.lifecycle.model.Plan;
import java.util.List;

/** The phases of a task in their order, and where it is. */
public final class PlanText {
    private PlanText() {}

    public static String of(TaskView task) {
        var types = task.spec().migrationTypes();
        var text = new StringBuilder();
        var number = 0;
        for (var phase : Plan.of(types == null ? List.of() : types).phases()) {
            number++;
            text.append("%d  %-20s  %-5s %s%s\n"
                    .formatted(number, phase, mark(task, phase), meaning(phase), progress(task, phase)));
        }
        return text + PreviewOfPlan.of(task);
    }

    private static Phase current(TaskView task) {
        return task.status() == null ? null : task.status().phase();
    }

    private static String mark(TaskView task, Phase phase) {
        var current = current(task);
        if (current == null || phase.compareTo(current) > 0) {
            return "";
        }
        return phase != current || Boolean.TRUE.equals(task.status().phaseComplete()) ? "done" : "now";
    }

    private static String progress(TaskView task, Phase phase) {
        return phase == current(task) && task.status().progress() != null
                ? " (" + task.status().progress() + ")"
                : "";
    }

    private static String meaning(Phase phase) {
        return switch (phase) {
            case Precheck -> "looks at both servers before anything is touched";
            case SchemaMigration -> "makes tables, then views, functions and what else belongs to them";
            case FullMigration -> "loads the rows that are there, then builds indexes and constraints";
            case IncrementalSync -> "catches up with what changed meanwhile, and goes on";
            case FullVerification -> "compares both databases, beside the changes";
            case ForwardSwitchover -> "waits for a person to enter it; moves the application to the target";
            case ReverseIncrement -> "carries back what the application writes to the target";
        };
    }
}
