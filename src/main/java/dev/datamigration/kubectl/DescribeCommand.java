package dev.datamigration.kubectl;

import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.kubectl.cluster.EventView;
import dev.datamigration.kubectl.text.TextTable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Tells everything about one task: its description and its last events, in the order of time. */
final class DescribeCommand {
    private static final int LAST_EVENTS = 10;

    private final CommandContext context;

    DescribeCommand(CommandContext context) {
        this.context = context;
    }

    ExitCode run() {
        var name = context.selection().single("describe", "task");
        var out = context.terminal().out();
        out.print(TaskDescription.of(context.cluster().task(name)));
        var events = lastEvents(context.cluster().events(name));
        if (!events.isEmpty()) {
            out.print("\nlast events\n" + events);
        }
        return ExitCode.Done;
    }

    static String lastEvents(List<EventView> events) {
        var sorted = events.stream()
                .filter(event -> event.regarding() != null
                        && "MigrationTask".equals(event.regarding().kind()))
                .sorted(Comparator.comparing(EventView::instant))
                .toList();
        return sorted.stream()
                .skip(Math.max(0, sorted.size() - LAST_EVENTS))
                .map(event -> "  " + TextTable.oneLine(event.text()) + "\n")
                .collect(Collectors.joining());
    }
}
