package dev.datamigration.database.log;

import dev.datamigration.database.Position;
import java.time.Instant;

/**
 * A place in a server's log at a time.
 *
 * @param at the server's time
 */
public record LogMark(Position position, Instant at) {}
