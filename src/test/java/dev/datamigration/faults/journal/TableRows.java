package dev.datamigration.faults.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rows by key, of which one can be drawn at random without looking at all of them. */
final class TableRows {
    private final Map<String, String> rows = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> keys = new ArrayList<>();

    void put(String key, String row) {
        if (rows.put(key, row) == null) {
            places.put(key, keys.size());
            keys.add(key);
        }
    }

    void remove(String key) {
        if (rows.remove(key) != null) {
            var place = places.remove(key);
            var last = keys.remove(keys.size() - 1);
            if (!last.equals(key)) {
                keys.set(place, last);
                places.put(last, place);
            }
        }
    }

    void clear() {
        rows.clear();
        places.clear();
        keys.clear();
    }

    String get(String key) {
        return rows.get(key);
    }

    /** Any key; null where there is none. */
    String pick(Random random) {
        return keys.isEmpty() ? null : keys.get(random.nextInt(keys.size()));
    }

    Map<String, String> asMap() {
        return Map.copyOf(rows);
    }
}
