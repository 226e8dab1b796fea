package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.Server;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.compare.RepairSession;
import dev.datamigration.database.postgres.connection.PostgresFailures;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.postgres.write.WritingSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Tells by the server's error how a transaction ended. */
final class PostgresRepairSession implements RepairSession {
    /** The apply waits for whoever repairs, so that one waits for nobody: less than a deadlock takes to be found, too. */
    private static final String SHORT_WAITS =
            "SET lock_timeout = '500ms'; SET statement_timeout = '10s'; SET enable_tidscan = on";

    /** Lock timeout, cancelled statement, deadlock, serialization failure. */
    private static final Set<String> PASSING = Set.of("55P03", "57014", "40P01", "40001");

    private static final String DATA = "22";
    private static final String INTEGRITY = "23";

    private final Server server;
    private final RunScope scope;
    private final Beginning beginning;
    private final Connection connection;

    private PostgresRepairSession(Server server, RunScope scope, Beginning beginning, Connection connection) {
        this.server = server;
        this.scope = scope;
        this.beginning = beginning;
        this.connection = connection;
    }

    /** @throws dev.datamigration.failure.FailureException if it cannot be had */
    static RepairSession open(Server server, RunScope scope, Beginning beginning) {
        var connection = server.open(scope, "repair");
        try {
            SqlWork.run(server, scope, "preparing a connection", () -> {
                WritingSession.prepare(connection);
                SqlStatement.execute(connection, SHORT_WAITS);
                connection.commit();
            });
        } catch (RuntimeException e) {
            scope.close(connection);
            throw e;
        }
        return new PostgresRepairSession(server, scope, beginning, connection);
    }

    @Override
    public End run(Work work) {
        try {
            beginning.in(connection);
            var rows = work.in(connection);
            if (rows > 0) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return new End.Committed(rows);
        } catch (SQLException e) {
            return failed(e);
        } catch (RuntimeException e) {
            rollback();
            throw e;
        }
    }

    private End failed(SQLException error) {
        var state = error.getSQLState() == null ? "" : error.getSQLState();
        if (scope.isCancelled() || !(PASSING.contains(state) || refused(state))) {
            throw server.failure(scope, "repairing rows", error);
        }
        rollback();
        return refused(state)
                ? new End.Refused(PostgresFailures.of(error, server.access(), "repairing rows")
                        .failure()
                        .message())
                : new End.NotNow();
    }

    private static boolean refused(String state) {
        return state.startsWith(DATA) || state.startsWith(INTEGRITY);
    }

    private void rollback() {
        SqlWork.run(server, scope, "repairing rows", connection::rollback);
    }

    @Override
    public void close() {
        scope.close(connection);
    }
}
