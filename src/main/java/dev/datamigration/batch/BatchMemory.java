package dev.datamigration.batch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which tasks this process has edited for which batch operation. Only spares edits while the cache lags behind. */
final class BatchMemory {
    private final ConcurrentHashMap<String, Set<String>> tasksByBatch = new ConcurrentHashMap<>();

    Set<String> edited(String batchUid) {
        return tasksByBatch.computeIfAbsent(batchUid, unknown -> ConcurrentHashMap.newKeySet());
    }

    void keepOnly(Set<String> batchUids) {
        tasksByBatch.keySet().retainAll(batchUids);
    }
}
