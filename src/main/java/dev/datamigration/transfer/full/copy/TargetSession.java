package dev.datamigration.transfer.full.copy;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.connection.ReplicaRole;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection that writes rows and checkpoints, in transactions that a newer worker can refuse. */
public final class TargetSession implements AutoCloseable {
    /** As a replica, no trigger and no foreign key of the target acts on rows that were checked on the source. */
    private static final String SETTINGS = ReplicaRole.OF_SESSION + "; SET lock_timeout = '60s'";

    private final Run run;
    private final RunScope scope;
    private final Connection connection;

    public TargetSession(Run run, RunScope scope, String purpose) {
        this.run = run;
        this.scope = scope;
        this.connection = run.target().open(scope, purpose);
        SqlWork.run(run.target(), scope, "preparing to write", () -> {
            try (var statement = connection.createStatement()) {
                statement.execute(SETTINGS);
            }
            connection.setAutoCommit(false);
        });
    }

    /** Work within a transaction. */
    @FunctionalInterface
    public interface Transaction<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Work within a transaction that ends in nothing. */
    @FunctionalInterface
    public interface Change {
        void run(Connection connection) throws SQLException;
    }

    /** Commits the work, or rolls all of it back. */
    public <T> T transaction(String doing, Transaction<T> work) {
        return SqlWork.call(run.target(), scope, doing, () -> {
            try {
                Fence.check(connection, scope);
                var result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
        });
    }

    public void change(String doing, Change work) {
        transaction(doing, connection -> {
            work.run(connection);
            return null;
        });
    }

    /** A copy under way cannot be rolled back but by ending the connection, which its failure asks for anyway. */
    private void rollBack(Exception cause) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        scope.close(connection);
    }
}
