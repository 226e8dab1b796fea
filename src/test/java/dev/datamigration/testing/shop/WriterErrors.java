package dev.datamigration.testing.shop;

import java.sql.SQLException;
import java.util.Set;

/** Which errors a busy shop lives with. */
final class WriterErrors {
    /** Server shutting down, crashed, starting up, or a backend terminated (PostgreSQL, appendix A, class 57). */
    private static final Set<String> SERVER_GOES = Set.of("57P01", "57P02", "57P03");

    /** Deadlock, serialization failure, lock timeout. */
    private static final Set<String> CONTENTION = Set.of("40P01", "40001", "55P03");

    private WriterErrors() {}

    static boolean isConnectionLost(SQLException e) {
        var state = e.getSQLState();
        return state != null && (state.startsWith("08") || SERVER_GOES.contains(state));
    }

    static boolean isContention(SQLException e) {
        return CONTENTION.contains(String.valueOf(e.getSQLState()));
    }
}
