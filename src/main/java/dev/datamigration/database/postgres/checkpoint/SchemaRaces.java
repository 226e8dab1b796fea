package dev.datamigration.database.postgres.checkpoint;

import java.sql.SQLException;
import java.util.Set;

/** Work on the schema of the checkpoints that another task may create or remove at the same moment. */
public final class SchemaRaces {
    private static final int ATTEMPTS = 10;

    /**
     * Lists what both of two find when they create the same thing (unique_violation, duplicate_schema, duplicate_table,
     * duplicate_object, and the internal error for two changes of one row of the catalog), and what one finds when the other
     * removes it (invalid_schema_name, undefined_table); or they stand in each other's way (deadlock_detected).
     */
    private static final Set<String> LOST =
            Set.of("23505", "42P06", "42P07", "42710", "XX000", "3F000", "42P01", "40P01");

    private SchemaRaces() {}

    /** Work that can be begun again after it failed. */
    @FunctionalInterface
    public interface Work {
        void run() throws SQLException;
    }

    public static void overcome(Work work) throws SQLException {
        for (var attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !LOST.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
            }
        }
    }
}
