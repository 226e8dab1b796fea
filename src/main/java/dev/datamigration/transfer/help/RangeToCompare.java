package dev.datamigration.transfer.help;

import dev.datamigration.database.table.TableName;
import java.util.List;

/**
 * A range of a table's keys for a helper to compare.
 *
 * @param engagement the one it belongs to
 * @param table by its name on the source of the direction
 * @param lower bound of the key, exclusive; null is minus infinity
 * @param upper bound of the key, inclusive; null is infinity
 */
public record RangeToCompare(String engagement, TableName table, List<String> lower, List<String> upper) {}
