package dev.datamigration.kubectl.text;

import dev.datamigration.api.batch.BatchTaskResult;
import dev.datamigration.kubectl.cluster.BatchView;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints what becomes of the tasks of a batch operation, for people. */
public final class OutcomeText {
    public static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private OutcomeText() {}

    /** A line for each task that came to its result since it was looked at before; empty for none. */
    public static String news(BatchView before, BatchView now, LocalTime time) {
        Map<String, String> known = before.tasks().stream()
                .collect(Collectors.toMap(BatchTaskResult::name, OutcomeText::result, (first, second) -> second));
        return now.tasks().stream()
                .filter(OutcomeText::isNews)
                .filter(task -> !result(task).equals(known.get(task.name())))
                .map(task -> "  %s  %s  %s%s\n".formatted(TIME.format(time), task.name(), result(task), reason(task)))
                .collect(Collectors.joining());
    }

    private static String result(BatchTaskResult task) {
        return String.valueOf(task.result());
    }

    private static boolean isNews(BatchTaskResult task) {
        return "Succeeded".equals(task.result())
                || "Failed".equals(task.result())
                || "ChangedMeanwhile".equals(task.reason());
    }

    private static String reason(BatchTaskResult task) {
        return task.message() == null || task.message().isEmpty()
                ? ""
                : " (" + task.reason() + "): " + TextTable.oneLine(task.message());
    }

    public static String progress(BatchView now) {
        var underWay = now.tasks().stream()
                .filter(task -> "InProgress".equals(task.result()))
                .count();
        return "%s: %d of %d done, %d of them failed; %d under way"
                .formatted(state(now), now.done(), now.supported(), now.failed(), underWay);
    }

    private static String state(BatchView now) {
        return now.status() == null || now.status().state() == null
                ? "-"
                : now.status().state();
    }

    /** The tasks that failed, and how many did. */
    public static String conclusion(BatchView ended) {
        var failures = TextTable.indented("NAME", "REASON", "MESSAGE");
        ended.tasks().stream()
                .filter(task -> "Failed".equals(task.result()) || "NotActedOn".equals(task.reason()))
                .forEach(task -> failures.row(task.name(), task.reason(), task.message()));
        var outcome = ended.outcome();
        return (failures.isEmpty() ? "" : "\n" + failures)
                + "\n%s: %s.\n".formatted(outcome.getType(), outcome.getMessage());
    }
}
