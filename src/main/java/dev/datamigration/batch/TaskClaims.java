package dev.datamigration.batch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which batch operation is acting on which task, within this process. Closes the gap in which the caches do not show yet
 * what another batch operation has just written; what outlives the process is in the statuses.
 */
final class TaskClaims {
    private final ConcurrentHashMap<String, String> batchByTask = new ConcurrentHashMap<>();

    /** @param task by its namespace and name */
    boolean take(String task, String batchUid) {
        return batchUid.equals(batchByTask.computeIfAbsent(task, free -> batchUid));
    }

    /** Lets go of every task but these. */
    void keepOnly(Set<String> tasks, String batchUid) {
        batchByTask.entrySet().removeIf(claim -> claim.getValue().equals(batchUid) && !tasks.contains(claim.getKey()));
    }

    /** Lets go of what batch operations hold that are not there any more. */
    void releaseAllBut(Set<String> batchUids) {
        batchByTask.values().removeIf(batch -> !batchUids.contains(batch));
    }
}
