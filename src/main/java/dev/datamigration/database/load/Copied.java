package dev.datamigration.database.load;

/** Says what was copied; bytes in the bulk format. */
public record Copied(long rows, long bytes) {}
