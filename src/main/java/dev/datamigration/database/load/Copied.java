package dev.datamigration.database.load;

/** What was copied; bytes in the bulk format. */
public record Copied(long rows, long bytes) {}
