package dev.datamigration.engine.wire;

/**
 * Says whether a worker helps.
 *
 * @param problem why it does not at the moment, for people; null where it does
 */
public record HelperAnswer(String problem) {}
