package dev.datamigration.transfer.speed;

import dev.datamigration.database.session.ServerActivity;

/**
 * What one look at the database that is read has found.
 *
 * @param nanos when, as {@link System#nanoTime} counts
 * @param commitMillis that the probe took
 */
public record SourceLook(long nanos, long commitMillis, ServerActivity activity) {}
