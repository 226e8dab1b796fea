package dev.datamigration.batch;

import dev.datamigration.api.task.MigrationTask;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Decides whether the cache of tasks has caught up with what the API server held when a batch operation was first looked at.
 * Tasks and batch operations are watched apart, so that of a task and a batch operation created one after the other the
 * second may be seen first: the batch operation would leave out the task, or judge it by what it no longer is.
 */
final class CacheFreshness {
    /** Resource versions by the tasks' UIDs, by the batch operation's UID. */
    private final ConcurrentHashMap<String, Map<String, String>> awaited = new ConcurrentHashMap<>();

    /**
     * @param batchUid of a batch operation whose selection is not recorded yet
     * @param listed resource versions by the tasks' UIDs, as the API server has them now; asked with each call, as a task
     *     that was deleted since is not waited for
     * @param cached by the tasks' names
     */
    boolean holdsAll(String batchUid, Supplier<Map<String, String>> listed, Map<String, MigrationTask> cached) {
        var now = listed.get();
        var wanted = awaited.computeIfAbsent(batchUid, first -> new HashMap<>(now));
        wanted.keySet().retainAll(now.keySet());
        cached.values().stream().map(MigrationTask::getMetadata).forEach(seen -> {
            var version = wanted.get(seen.getUid());
            if (version != null && isAtLeast(seen.getResourceVersion(), version)) {
                wanted.remove(seen.getUid());
            }
        });
        return wanted.isEmpty();
    }

    /** Versions of one kind of object are ordered as numbers, says the Kubernetes API (API concepts, resource versions). */
    private static boolean isAtLeast(String version, String wanted) {
        return new BigInteger(version).compareTo(new BigInteger(wanted)) >= 0;
    }

    void keepOnly(Set<String> batchUids) {
        awaited.keySet().retainAll(batchUids);
    }
}
