package dev.datamigration.task.observation;

import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.Report;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names tasks in what workers say of each other. A worker knows another task by its UID alone, from the names of its sessions;
 * the operator knows how those of the same namespace are called. Of others the UID stays: whoever reads the one task need not be
 * let see the other.
 */
final class TaskNames {
    private final Map<String, TaskId> byUid = new ConcurrentHashMap<>();

    void remember(TaskId id) {
        byUid.put(id.uid(), id);
    }

    void forget(String uid) {
        byUid.remove(uid);
    }

    /** @param namespace of the task whose worker it is */
    Report in(Report report, String namespace) {
        return new NamedMentions(uid -> name(uid, namespace)).in(report);
    }

    private String name(String uid, String namespace) {
        var known = byUid.get(uid);
        return known != null && known.namespace().equals(namespace) ? known.namespace() + "/" + known.name() : null;
    }
}
