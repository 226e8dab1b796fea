package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.schema.NamesByPath;
import dev.datamigration.failure.FailureException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Says what an error means that the driver reports of work under way. */
final class WorkFailures {
    private WorkFailures() {}

    static RuntimeException of(PostgresServer server, RunScope scope, String doing, SQLException error) {
        if (scope.isCancelled()) {
            var cancelled = new CancellationException("the run was cancelled while " + doing);
            cancelled.initCause(PostgresFailures.loggable(error));
            return cancelled;
        }
        return PostgresFailures.ofNames(error, server.access(), doing, functionsThatMissNames(server, scope, error));
    }

    /** The connection of the work may be in a transaction that has failed, so that another one asks. */
    private static List<NamesByPath> functionsThatMissNames(PostgresServer server, RunScope scope, SQLException error) {
        var names = PostgresFailures.functionsThatMissNames(error);
        if (names.isEmpty()) {
            return List.of();
        }
        try {
            var connection = server.open(scope, "functions");
            try {
                return NamesByPath.named(connection, names);
            } finally {
                scope.close(connection);
            }
        } catch (SQLException | FailureException | CancellationException e) {
            return List.of(); // what is to be explained is told all the same
        }
    }
}
