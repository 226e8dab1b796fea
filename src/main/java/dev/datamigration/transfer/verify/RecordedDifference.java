package dev.datamigration.transfer.verify;

/**
 * A difference as it is kept for people.
 *
 * @param number counts from 1 within the table
 * @param correctionSql makes the target's row what the source's is; a comment where that is not possible
 */
record RecordedDifference(int number, DifferenceClass differenceClass, String rowKey, String correctionSql) {}
