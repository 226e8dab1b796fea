package dev.datamigration.engine.remote;

import dev.datamigration.engine.TaskId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tasks that had a worker when this process first looked into their namespace: one question for each namespace. */
final class KnownWorkers {
    private final WorkerProvisioner provisioner;
    private final Map<String, Set<String>> byNamespace = new ConcurrentHashMap<>();

    KnownWorkers(WorkerProvisioner provisioner) {
        this.provisioner = provisioner;
    }

    boolean includes(TaskId task) {
        return of(task.namespace()).contains(task.uid());
    }

    void forget(TaskId task) {
        of(task.namespace()).remove(task.uid());
    }

    private Set<String> of(String namespace) {
        return byNamespace.computeIfAbsent(namespace, unknown -> {
            Set<String> found = ConcurrentHashMap.newKeySet();
            found.addAll(provisioner.tasks(namespace));
            return found;
        });
    }
}
