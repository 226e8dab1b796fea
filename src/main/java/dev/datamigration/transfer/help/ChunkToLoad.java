package dev.datamigration.transfer.help;

import dev.datamigration.database.table.TableName;
import java.util.List;

/**
 * A chunk for a helper to copy.
 *
 * @param engagement the one it belongs to
 * @param number of the chunk within its table
 * @param lower bound of the key, exclusive; null is minus infinity
 * @param upper bound of the key, inclusive; null is infinity
 */
public record ChunkToLoad(String engagement, TableName table, int number, List<String> lower, List<String> upper) {}
