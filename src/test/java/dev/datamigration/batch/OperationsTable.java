package dev.datamigration.batch;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.batch.BatchCounts;
import dev.datamigration.api.batch.BatchTaskResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What became of each operation on tasks in every standing, as two tables of the documentation. */
final class OperationsTable {
    /** @param where the task was when it had its result */
    private record Cell(BatchTaskResult result, boolean tookTime, String where) {
        String text() {
            return switch (result.result()) {
                case "Unsupported" -> result.reason().equals("StateNotSupported") ? "–" : result.reason();
                case "Succeeded" -> tookTime ? "under way, succeeded" : "succeeded";
                case "Failed" -> (tookTime ? "under way, failed: " : "failed: ") + result.reason();
                default -> result.result();
            };
        }
    }

    private final Map<Standing, Map<TaskOperation, Cell>> cells = new EnumMap<>(Standing.class);
    private final Map<TaskOperation, BatchCounts> meanwhile = new EnumMap<>(TaskOperation.class);
    private final Map<TaskOperation, BatchCounts> atLast = new EnumMap<>(TaskOperation.class);

    void result(Standing standing, TaskOperation operation, BatchTaskResult result, boolean tookTime, String where) {
        cells.computeIfAbsent(standing, one -> new EnumMap<>(TaskOperation.class))
                .put(operation, new Cell(result, tookTime, where));
    }

    /**
     * @param held while whatever takes time was under way
     * @param ended in the end
     */
    void counts(TaskOperation operation, BatchCounts held, BatchCounts ended) {
        meanwhile.put(operation, held);
        atLast.put(operation, ended);
    }

    String markdown() {
        return results() + "\n" + counted();
    }

    private String results() {
        var lines = new ArrayList<String>();
        lines.add(row(
                "Task is", Arrays.stream(TaskOperation.values()).map(Enum::name).toList()));
        lines.add(row(
                "---", Arrays.stream(TaskOperation.values()).map(one -> "---").toList()));
        cells.forEach((standing, row) -> lines.add(row(
                standing.text,
                Arrays.stream(TaskOperation.values())
                        .map(one -> row.get(one).text())
                        .toList())));
        return String.join("\n", lines) + "\n";
    }

    private String counted() {
        var lines = new ArrayList<String>();
        lines.add(row(
                "Operation",
                List.of(
                        "Selected",
                        "Supported",
                        "Unsupported",
                        "Meanwhile",
                        "In the end",
                        "Succeeded as",
                        "Failed as")));
        lines.add("|---|---|---|---|---|---|---|---|");
        for (var operation : TaskOperation.values()) {
            var held = meanwhile.get(operation);
            var ended = atLast.get(operation);
            lines.add(row(
                    operation.name(),
                    List.of(
                            "" + ended.selected(),
                            "" + ended.supported(),
                            "" + ended.unsupported(),
                            "%d under way, %d succeeded, %d failed"
                                    .formatted(
                                            held.supported() - held.succeeded() - held.failed(),
                                            held.succeeded(),
                                            held.failed()),
                            "%d succeeded, %d failed".formatted(ended.succeeded(), ended.failed()),
                            where(operation, "Succeeded"),
                            where(operation, "Failed"))));
        }
        return String.join("\n", lines);
    }

    private String where(TaskOperation operation, String result) {
        var places = cells.values().stream()
                .map(row -> row.get(operation))
                .filter(cell -> cell.result().result().equals(result))
                .map(Cell::where)
                .collect(Collectors.toCollection(TreeSet::new));
        return places.isEmpty() ? "–" : String.join("; ", places);
    }

    private static String row(String first, List<String> others) {
        return "| " + first + " | " + String.join(" | ", others) + " |";
    }
}
