package dev.datamigration.database.postgres.replication;

/**
 * Which log it is: positions mean something only together with it.
 *
 * @param systemId that {@code initdb} gave the server, and its physical copies share
 * @param history of its timelines
 */
public record LogIdentity(String systemId, TimelineHistory history) {}
