package dev.datamigration.lifecycle;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.lifecycle.change.SpecFields;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.Operations;
import dev.datamigration.lifecycle.model.Plan;
import dev.datamigration.lifecycle.model.Stage;
import dev.datamigration.lifecycle.model.Transitions;
import dev.datamigration.lifecycle.switchover.SwitchoverSteps;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the tables of the lifecycle as documentation has them. */
final class LifecycleDocs {
    private static final Plan EVERYTHING = Plan.of(List.of(MigrationType.values()));

    private LifecycleDocs() {}

    /** Everything that documents may contain, by the name in their markers. */
    static Map<String, String> generated() {
        return Map.of(
                "state-diagram",
                stateDiagram(),
                "operations",
                operations(),
                "steps",
                steps(),
                "events",
                events(),
                "changes",
                changes());
    }

    private static String stateDiagram() {
        var moves = Transitions.TABLE.stream()
                .map(move -> "    %s --> %s: %s".formatted(move.from(), move.to(), move.when()))
                .collect(Collectors.joining("\n"));
        return """
                ```mermaid
                stateDiagram-v2
                    [*] --> NotConfigured
                    [*] --> NotStarted
                %s
                    Ended --> [*]
                ```""".formatted(moves);
    }

    private static String operations() {
        var rows = new LinkedHashMap<String, Set<TaskOperation>>();
        for (var state : TaskState.values()) {
            if (state == TaskState.Running) {
                running(rows);
            } else {
                rows.put(state.name(), Operations.supported(state, Stage.BeforeVerification));
            }
            if (state == TaskState.Stopped || state == TaskState.Failed) {
                rows.put(state + ", in full verification", Operations.supported(state, Stage.Verifying));
            }
        }
        return table("Task is", rows);
    }

    private static void running(Map<String, Set<TaskOperation>> rows) {
        put(rows, "precheck, schema, full, incremental", Phase.IncrementalSync, false, null);
        put(rows, "full verification under way", Phase.FullVerification, false, null);
        put(rows, "full verification complete or skipped", Phase.FullVerification, true, null);
        put(
                rows,
                "forward switchover, its precheck",
                Phase.ForwardSwitchover,
                false,
                SwitchoverStep.SwitchoverPrecheck);
        put(
                rows,
                "forward switchover, any other step",
                Phase.ForwardSwitchover,
                false,
                SwitchoverStep.StartForwardSwitchover);
        put(rows, "reverse increment", Phase.ReverseIncrement, false, null);
    }

    private static void put(
            Map<String, Set<TaskOperation>> rows, String where, Phase phase, boolean complete, SwitchoverStep step) {
        rows.put(
                "Running: " + where,
                Operations.supported(TaskState.Running, Stage.of(phase, complete, EVERYTHING, step)));
    }

    private static String table(String title, Map<String, Set<TaskOperation>> rows) {
        var operations = List.of(TaskOperation.values());
        var head = "| " + title + " | "
                + operations.stream().map(TaskOperation::name).collect(Collectors.joining(" | ")) + " |";
        var line = "|---".repeat(operations.size() + 1) + "|";
        var body = rows.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | "
                        + operations.stream()
                                .map(operation -> row.getValue().contains(operation) ? "yes" : "–")
                                .collect(Collectors.joining(" | "))
                        + " |")
                .collect(Collectors.joining("\n"));
        return String.join("\n", head, line, body);
    }

    private static String steps() {
        var rows = SwitchoverSteps.TABLE.stream()
                .map(rule -> "| %d | %s | %s | %s | %s | %s |"
                        .formatted(
                                rule.step().ordinal() + 1,
                                rule.step(),
                                rule.mover(),
                                rule.retry() ? "yes" : "–",
                                rule.skip(),
                                rule.needs() == null ? "–" : "no " + rule.needs()))
                .collect(Collectors.joining("\n"));
        return """
                | # | Step | Who moves it | Retry | Skip | Left out when |
                |---|---|---|---|---|---|
                """ + rows;
    }

    private static String changes() {
        var rows = SpecFields.TABLE.stream()
                .map(field -> "| `%s` | %s | %s |"
                        .formatted(
                                field.path(),
                                field.change().text().replaceFirst("^is ", ""),
                                field.note() == null ? "" : field.note()))
                .collect(Collectors.joining("\n"));
        return """
                | Field of `spec` | A change is | |
                |---|---|---|
                """ + rows;
    }

    private static String events() {
        return """
                | Reason | Type |
                |---|---|
                """
                + Arrays.stream(EventReason.values())
                        .map(reason -> "| %s | %s |".formatted(reason, reason.warning() ? "Warning" : "Normal"))
                        .collect(Collectors.joining("\n"));
    }
}
