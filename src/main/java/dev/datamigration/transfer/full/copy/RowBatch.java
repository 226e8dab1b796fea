package dev.datamigration.transfer.full.copy;

/**
 * Rows in a bulk format.
 *
 * @param data whose first {@code length} bytes they are
 */
record RowBatch(byte[] data, int length, int rows) {}
