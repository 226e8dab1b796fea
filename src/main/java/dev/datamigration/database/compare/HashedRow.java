package dev.datamigration.database.compare;

import java.util.List;

/**
 * A row as comparing sees it.
 *
 * @param key as text; empty for a row without one
 * @param hash of the whole row
 */
public record HashedRow(List<String> key, String hash) {
    public HashedRow {
        key = List.copyOf(key);
    }
}
