package dev.datamigration.kubectl.text;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.batch.BatchTaskResult;
import dev.datamigration.kubectl.cluster.BatchView;
import java.util.List;

/** Prints what is shown before the question: how many tasks qualify, which, and why the others do not. */
public final class PreviewText {
    private static final String SUPPORTED = "Supported";

    private PreviewText() {}

    public static List<BatchTaskResult> qualified(BatchView preview) {
        return preview.tasks().stream()
                .filter(task -> SUPPORTED.equals(task.result()))
                .toList();
    }

    public static String of(TaskOperation operation, BatchView preview) {
        var supported = preview.supported();
        var text = new StringBuilder("%s: %d of %d selected tasks %s.\n"
                .formatted(operation, supported, preview.selected(), supported == 1 ? "qualifies" : "qualify"));
        var qualified = qualified(preview);
        if (!qualified.isEmpty()) {
            text.append('\n').append(qualifiedTable(qualified));
        }
        appendRest(text, supported - qualified.size());
        var unsupported = preview.unsupported();
        if (unsupported > 0) {
            text.append("\n%d %s left alone:\n\n"
                    .formatted(unsupported, unsupported == 1 ? "does not, and is" : "do not, and are"));
        }
        var others = TextTable.indented("NAME", "REASON", "MESSAGE");
        preview.tasks().stream()
                .filter(task -> !SUPPORTED.equals(task.result()))
                .forEach(task -> others.row(task.name(), task.reason(), task.message()));
        if (!others.isEmpty()) {
            text.append(others);
        }
        appendRest(text, unsupported - (preview.tasks().size() - qualified.size()));
        return text.toString();
    }

    private static TextTable qualifiedTable(List<BatchTaskResult> qualified) {
        var remarked = qualified.stream().anyMatch(task -> task.message() != null);
        var table = TextTable.indented("NAME", "LATEST TIMESTAMP", remarked ? "REMARK" : "");
        for (var task : qualified) {
            table.row(task.name(), task.latestTimestamp() == null ? "-" : task.latestTimestamp(), task.message());
        }
        return table;
    }

    /** The status lists a thousand tasks at most. */
    private static void appendRest(StringBuilder text, int more) {
        if (more > 0) {
            text.append("  … and ").append(more).append(" more\n");
        }
    }
}
