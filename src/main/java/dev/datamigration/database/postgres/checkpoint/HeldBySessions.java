package dev.datamigration.database.postgres.checkpoint;

/**
 * Rows that a session can have for as long as it lives, by their columns {@code holder_pid} and {@code holder_since}: the two tell
 * sessions apart, as a process number is given again.
 */
final class HeldBySessions {
    /** The condition that a row is nobody's, or of a session that has ended. */
    static final String NOBODYS = """
            (holder_pid IS NULL OR NOT EXISTS (
               SELECT 1 FROM pg_catalog.pg_stat_activity a WHERE a.pid = holder_pid AND a.backend_start = holder_since))""";

    /** What an UPDATE sets for this session to have a row. */
    static final String BY_THIS_ONE = """
            (holder_pid, holder_since) =
              (SELECT pid, backend_start FROM pg_catalog.pg_stat_activity WHERE pid = pg_catalog.pg_backend_pid())""";

    private HeldBySessions() {}
}
