package dev.datamigration.task;

import java.util.concurrent.ConcurrentHashMap;

/** The {@link Memory} of each task, by its UID. */
final class Memories {
    private final ConcurrentHashMap<String, Memory> byUid = new ConcurrentHashMap<>();

    Memory of(String uid) {
        return byUid.computeIfAbsent(uid, unknown -> new Memory());
    }

    void forget(String uid) {
        byUid.remove(uid);
    }
}
