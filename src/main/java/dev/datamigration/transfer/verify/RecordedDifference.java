package dev.datamigration.transfer.verify;

import java.util.List;

/**
 * A difference as it is kept.
 *
 * @param number counts from 1 within the table
 * @param key of the row, or its hash where there is no key
 * @param rows how many there are; other than 1 only without a key
 * @param correctionSql makes the target's row what the source's is; a comment where that is not possible
 */
record RecordedDifference(
        int number, DifferenceClass differenceClass, List<String> key, long rows, String rowKey, String correctionSql) {
    RecordedDifference {
        key = List.copyOf(key);
    }
}
