package dev.datamigration.database.log;

import dev.datamigration.database.Position;

/**
 * Says what a server says of a {@link LogCapture}.
 *
 * @param active whether somebody reads it
 * @param confirmed up to where its reader has confirmed; null while it is being made
 * @param lost whether log that it needs was removed, so that it cannot be read again
 * @param retainedBytes of log that the server keeps for it; 0 where nothing is known
 */
public record CaptureState(boolean active, Position confirmed, boolean lost, long retainedBytes) {}
