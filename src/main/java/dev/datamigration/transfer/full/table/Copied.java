package dev.datamigration.transfer.full.table;

/** What was copied; bytes in the bulk format. */
public record Copied(long rows, long bytes) {}
