package dev.datamigration.database.sequence;

/**
 * Says where a sequence stands.
 *
 * @param value the one handed out last, with those handed out in advance to sessions that cache; or, of a sequence that was
 *     made, restarted or set and not used since, the one that it gives next
 * @param called whether {@code value} was handed out ({@code is_called})
 */
public record SequencePosition(long value, boolean called) {}
