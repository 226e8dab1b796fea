package dev.datamigration.transfer.full;

/** What was copied; bytes in the bulk format. */
record Copied(long rows, long bytes) {}
