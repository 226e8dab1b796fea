package dev.datamigration.transfer.verify.repair;

import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresFailures;
import dev.datamigration.transfer.incremental.apply.ApplySession;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** The connection by which rows are repaired, and how its transactions end. */
public final class RepairTransaction implements AutoCloseable {
    /** The apply waits for whoever repairs, so that one waits for nobody: less than a deadlock takes to be found, too. */
    private static final String SHORT_WAITS =
            "SET lock_timeout = '500ms'; SET statement_timeout = '10s'; SET enable_tidscan = on";

    /** Lock timeout, cancelled statement, deadlock, serialization failure. */
    private static final Set<String> PASSING = Set.of("55P03", "57014", "40P01", "40001");

    private static final String DATA = "22";
    private static final String INTEGRITY = "23";

    private final Run run;
    private final Connection connection;

    public RepairTransaction(Run run) {
        this.run = run;
        this.connection = ApplySession.open(run, "repair");
        SqlWork.run(run.target(), run.scope(), "preparing a connection", () -> {
            try (var statement = connection.createStatement()) {
                statement.execute(SHORT_WAITS);
            }
            connection.commit();
        });
    }

    /** How a transaction ended. */
    public sealed interface End {
        record Committed(int rows) implements End {}

        /** Somebody held a lock for too long; to be tried again. */
        record NotNow() implements End {}

        /** @param message for people, without values */
        record Refused(String message) implements End {}
    }

    /** What a transaction does after it has begun; returns how many differences it made good. */
    @FunctionalInterface
    public interface Work {
        int in(Connection connection) throws SQLException;
    }

    /**
     * Does the work in a fenced transaction, and commits it if it made anything good.
     *
     * @throws dev.datamigration.failure.FailureException if the server fails, or a newer worker has taken over
     */
    public End run(Work work) {
        try {
            ApplySession.begin(run, connection);
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
        if (run.scope().isCancelled() || !(PASSING.contains(state) || refused(state))) {
            throw run.target().failure(run.scope(), "repairing rows", error);
        }
        rollback();
        return refused(state)
                ? new End.Refused(PostgresFailures.of(error, run.target().access(), "repairing rows")
                        .failure()
                        .message())
                : new End.NotNow();
    }

    private static boolean refused(String state) {
        return state.startsWith(DATA) || state.startsWith(INTEGRITY);
    }

    private void rollback() {
        SqlWork.run(run.target(), run.scope(), "repairing rows", connection::rollback);
    }

    @Override
    public void close() {
        run.scope().close(connection);
    }
}
