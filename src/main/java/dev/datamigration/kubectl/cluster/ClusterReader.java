package dev.datamigration.kubectl.cluster;

import dev.datamigration.kubectl.argument.OutputFormat;
import dev.datamigration.kubectl.argument.TaskSelection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the API server for what the commands read. */
public final class ClusterReader {
    public static final String TASKS = "migrationtasks.datamigration.dev";
    public static final String BATCHES = "batchoperations.datamigration.dev";

    private final Kubectl kubectl;

    public ClusterReader(Kubectl kubectl) {
        this.kubectl = kubectl;
    }

    /** One object, or the list of several: kubectl prints either. */
    private record TaskAnswer(
            List<TaskView> items,
            ObjectName metadata,
            dev.datamigration.api.task.MigrationTaskSpec spec,
            dev.datamigration.api.task.MigrationTaskStatus status) {
        List<TaskView> tasks() {
            return items == null ? List.of(new TaskView(metadata, spec, status)) : items;
        }
    }

    private record EventAnswer(List<EventView> items) {}

    /** Every selected task, each once; all of the namespace where nothing is selected. */
    public Collection<TaskView> tasks(TaskSelection selection) {
        Map<String, TaskView> tasks = new LinkedHashMap<>();
        if (!selection.names().isEmpty()) {
            get(TASKS, selection.names()).forEach(task -> tasks.putIfAbsent(task.name(), task));
        }
        if (selection.selector() != null) {
            get(TASKS, List.of("--selector=" + selection.selector()))
                    .forEach(task -> tasks.putIfAbsent(task.name(), task));
        } else if (selection.names().isEmpty()) {
            get(TASKS, List.of()).forEach(task -> tasks.putIfAbsent(task.name(), task));
        }
        return tasks.values();
    }

    public TaskView task(String name) {
        return get(TASKS, List.of(name)).get(0);
    }

    /** A task as it would be once a manifest was applied; the API server takes it or says why not, and keeps nothing. */
    public TaskView applied(String file) {
        var answer = kubectl.run(null, "apply", "--dry-run=server", "--filename=" + file, "--output=json")
                .required();
        return ModelJson.read(answer, TaskAnswer.class).tasks().get(0);
    }

    private List<TaskView> get(String kind, List<String> which) {
        var command = new ArrayList<>(List.of("get", kind));
        command.addAll(which);
        command.add("--output=json");
        var answer = kubectl.run(null, command.toArray(String[]::new)).required();
        return ModelJson.read(answer, TaskAnswer.class).tasks();
    }

    /** Returns what the operator has noted of a task; empty where that may not be read. */
    public List<EventView> events(String task) {
        var found = kubectl.run(
                null, "get", "events.v1.events.k8s.io", "--field-selector=regarding.name=" + task, "--output=json");
        return found.done() ? ModelJson.read(found.bytes(), EventAnswer.class).items() : List.of();
    }

    /** Null if there is none of that name. */
    public BatchView batch(String name) {
        var found = kubectl.run(null, "get", BATCHES, name, "--ignore-not-found", "--output=json")
                .required();
        return found.length == 0 ? null : ModelJson.read(found, BatchView.class);
    }

    /** As kubectl prints it. */
    public byte[] printed(String batch, OutputFormat format) {
        return kubectl.run(null, "get", BATCHES, batch, "--output=" + format).required();
    }
}
