package dev.datamigration.transfer.full.copy;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.load.FencedTransactions;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection that writes rows and checkpoints, in transactions that a newer worker can refuse. */
public final class TargetSession implements FencedTransactions, AutoCloseable {
    private final Run run;
    private final RunScope scope;
    private final Connection connection;

    public TargetSession(Run run, RunScope scope, String purpose) {
        this.run = run;
        this.scope = scope;
        this.connection = run.to().server().open(scope, purpose);
        SqlWork.run(
                run.to().server(),
                scope,
                "preparing to write",
                () -> run.to().loadTarget().prepare(connection));
    }

    @Override
    public <T> T transaction(String doing, Work<T> work) {
        return SqlWork.call(run.to().server(), scope, doing, () -> {
            try {
                run.to().fence().check(connection, scope);
                var result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
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
