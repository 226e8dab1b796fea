package dev.datamigration.kubectl.text;

import dev.datamigration.api.TaskState;
import dev.datamigration.failure.Quantity;
import dev.datamigration.kubectl.cluster.TaskView;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Prints where all tasks stand: a line for each, and a line about the whole. */
public final class TopText {
    private static final List<TaskState> STATES = List.of(
            TaskState.Failed,
            TaskState.Running,
            TaskState.Modifying,
            TaskState.Integrating,
            TaskState.Stopped,
            TaskState.Completed,
            TaskState.Ending,
            TaskState.Ended,
            TaskState.NotStarted,
            TaskState.NotConfigured);
    private static final double MILLIS = 1000;

    private TopText() {}

    public static String of(Collection<TaskView> tasks) {
        var rows = tasks.stream().map(TopRow::of).sorted(TopRow.ORDER).toList();
        var table =
                TextTable.atTheMargin("NAME", "STATE", "PHASE", "PROGRESS", "LATENCY", "ROWS/S", "AWAITS", "FAILURE");
        rows.forEach(row -> table.row(row.cells()));
        var rate = rows.stream()
                .mapToLong(row -> row.rowsPerSecond() == null ? 0 : row.rowsPerSecond())
                .sum();
        var latency = rows.stream().mapToLong(TopRow::latencyMillis).max().orElse(0);
        return table
                + "\n%s%s; %d rows/s, largest latency %s s"
                        .formatted(
                                Quantity.of(rows.size(), "task"),
                                states(rows),
                                rate,
                                String.format(Locale.ROOT, "%.1f", latency / MILLIS));
    }

    private static String states(List<TopRow> rows) {
        var text = new StringBuilder();
        STATES.forEach(state -> append(text, rows, state, state.name()));
        append(text, rows, null, "-");
        return text.toString();
    }

    private static void append(StringBuilder text, List<TopRow> rows, TaskState state, String name) {
        var count = rows.stream().filter(row -> row.state() == state).count();
        if (count > 0) {
            text.append(", ").append(count).append(' ').append(name);
        }
    }
}
