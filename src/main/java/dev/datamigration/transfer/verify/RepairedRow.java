package dev.datamigration.transfer.verify;

import java.util.List;

/**
 * A difference that was made good.
 *
 * @param key of the row, or its hash where there is no key
 * @param differenceClass what the difference was
 * @param rows that were written; other than 1 only without a key
 */
record RepairedRow(List<String> key, DifferenceClass differenceClass, long rows) {}
