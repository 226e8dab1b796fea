package dev.datamigration.kubectl.text;

import dev.datamigration.api.plan.PlanStage;
import dev.datamigration.api.plan.PlanStatus;
import dev.datamigration.kubectl.cluster.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the precheck of a task has found that it is going to do. */
final class PreviewOfPlan {
    private static final int NAMED = 10;
    private static final long KILO = 1_000;

    private PreviewOfPlan() {}

    static String of(TaskView task) {
        var precheck = task.status() == null ? null : task.status().precheck();
        return precheck == null || precheck.plan() == null
                ? "\nWhat it moves is told by its precheck: start it with spec.precheck.hold true, and nothing is made before"
                        + " that is set to false.\n"
                : of(precheck.plan());
    }

    private static String of(PlanStatus plan) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("%s with about %s rows, %s"
                .formatted(counted(plan.tables(), "table"), number(plan.estimatedRows()), size(plan.bytes())));
        plan.largest().stream()
                .limit(NAMED)
                .forEach(table -> lines.add("  %s: about %s rows, %s"
                        .formatted(
                                table.name().equals(table.target())
                                        ? table.name()
                                        : table.name() + " to " + table.target(),
                                number(table.estimatedRows()),
                                size(table.bytes()))));
        var shown = Math.min(NAMED, plan.largest().size());
        if (plan.tables() != null && plan.tables() > shown) {
            lines.add("  … and " + (plan.tables() - shown) + " smaller ones");
        }
        stages(plan, lines);
        if (plan.notCarriedCount() != null && plan.notCarriedCount() > 0) {
            lines.add("not carried: %d (%s%s)"
                    .formatted(
                            plan.notCarriedCount(),
                            String.join(", ", plan.notCarried()),
                            plan.notCarriedCount() > plan.notCarried().size() ? ", …" : ""));
        }
        return lines.stream().map(line -> TextTable.oneLine(line) + "\n").collect(Collectors.joining());
    }

    private static void stages(PlanStatus plan, List<String> lines) {
        for (var stage : PlanStage.values()) {
            var made = plan.objects().stream()
                    .filter(objects -> objects.stage() == stage)
                    .map(objects -> objects.count() + " " + objects.kind())
                    .collect(Collectors.joining(", "));
            if (!made.isEmpty()) {
                lines.add("made %s: %s".formatted(when(stage), made));
            }
        }
    }

    private static String when(PlanStage stage) {
        return switch (stage) {
            case BeforeLoad -> "before the load";
            case AfterLoad -> "after the load";
            case AfterCatchUp -> "once changes have caught up";
            case AtMove -> "when the application moves";
        };
    }

    private static String counted(Integer count, String what) {
        return number(count == null ? null : count.longValue()) + " " + what + (count != null && count == 1 ? "" : "s");
    }

    private static String number(Long value) {
        return value == null ? "?" : String.format(Locale.ROOT, "%,d", value);
    }

    private static String size(Long bytes) {
        if (bytes == null) {
            return "?";
        }
        var value = (double) bytes;
        var units = List.of("B", "kB", "MB", "GB", "TB");
        var unit = 0;
        while (value >= KILO && unit < units.size() - 1) {
            value /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units.get(unit));
    }
}
