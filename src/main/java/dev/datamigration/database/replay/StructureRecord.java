package dev.datamigration.database.replay;

import java.time.Instant;

/**
 * What became of a change of the structure.
 *
 * @param position of the change in the log that is read
 * @param at when the transaction that it stands in was committed there
 * @param change what it was, for people
 * @param made whether it was made; otherwise it was left out, as a person had decided
 */
public record StructureRecord(String position, Instant at, String change, boolean made) {}
