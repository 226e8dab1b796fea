package dev.datamigration.database.log;

/**
 * Says which log it is: positions mean something only together with it.
 *
 * @param systemId of the server, which its physical copies share
 * @param history how the server came to the log that it writes now, as its kind of database writes that
 */
public record LogIdentity(String systemId, String history) {}
