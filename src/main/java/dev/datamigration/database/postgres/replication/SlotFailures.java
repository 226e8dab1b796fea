package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;

/** Says what the server's refusals around slots mean. */
final class SlotFailures {
    private static final String OBJECT_NOT_IN_PREREQUISITE_STATE = "55000";
    private static final String OBJECT_IN_USE = "55006";
    private static final String UNDEFINED_OBJECT = "42704";
    private static final String QUERY_CANCELED = "57014";
    private static final String CONFIGURATION_LIMIT = "53400";

    private SlotFailures() {}

    static RuntimeException creating(PostgresServer server, RunScope scope, String slot, SQLException error) {
        var general = server.failure(scope, "creating the replication slot " + slot, error);
        if (general instanceof FailureException failure) {
            return switch (String.valueOf(error.getSQLState())) {
                case OBJECT_NOT_IN_PREREQUISITE_STATE ->
                    with(
                            failure,
                            FailureCode.ServerSetting,
                            "Set wal_level = logical on the %s server and restart it, then resume."
                                    .formatted(name(server)));
                case CONFIGURATION_LIMIT ->
                    with(
                            failure,
                            FailureCode.NoFreeSlot,
                            "Raise max_replication_slots on the %s server and restart it, or drop slots that are not needed, then resume."
                                    .formatted(name(server)));
                default -> refused(server, failure);
            };
        }
        return general;
    }

    /** Opens a replication connection; that the account may not have one is told with what lets it. */
    static Connection openReplication(PostgresServer server, RunScope scope, String purpose) {
        try {
            return server.openReplication(scope, purpose);
        } catch (FailureException e) {
            throw refused(server, e);
        }
    }

    /** The server refuses a replication connection, and what is done on it, to roles without that attribute. */
    private static FailureException refused(PostgresServer server, FailureException failure) {
        return failure.failure().code() == FailureCode.PrivilegeMissing
                ? with(
                        failure,
                        FailureCode.PrivilegeMissing,
                        "Run ALTER ROLE %s REPLICATION on the %s server, then resume."
                                .formatted(Sql.identifier(server.access().user()), name(server)))
                : failure;
    }

    private static String name(PostgresServer server) {
        return server.side().word();
    }

    static boolean isCancelled(SQLException error) {
        return QUERY_CANCELED.equals(error.getSQLState());
    }

    private static FailureException with(FailureException failure, FailureCode code, String remedy) {
        var known = failure.failure();
        return new FailureException(new Failure(code, known.side(), known.message(), remedy), failure.getCause());
    }

    /** Returns whether a drop was refused because somebody else was faster: took the slot, or dropped it. */
    static boolean takenAgain(SQLException error) {
        return OBJECT_IN_USE.equals(error.getSQLState()) || UNDEFINED_OBJECT.equals(error.getSQLState());
    }
}
