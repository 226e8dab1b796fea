package dev.datamigration.database.checkpoint;

import dev.datamigration.database.Position;

/**
 * From where on changes of a direction came late.
 *
 * @param round of the switchover that asked for the end of writes
 * @param position transactions that it does not cover came late
 */
public record LateMarker(int round, Position position) {}
