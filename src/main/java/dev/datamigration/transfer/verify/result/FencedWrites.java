package dev.datamigration.transfer.verify.result;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.database.postgres.checkpoint.Fence;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes checkpoints of a comparison, as long as no newer worker has taken over. */
public final class FencedWrites {
    private final RunScope scope;
    private final ComparisonSession target;

    /** @param target in autocommit mode; shared, so that one at a time writes */
    public FencedWrites(RunScope scope, ComparisonSession target) {
        this.scope = scope;
        this.target = target;
    }

    public void write(Write write) {
        synchronized (target) {
            target.askInTransaction(connection -> {
                Fence.check(connection, scope.taskId(), scope.epoch());
                write.to(connection);
                connection.commit();
                return null;
            });
        }
    }

    @FunctionalInterface
    public interface Write {
        void to(Connection connection) throws SQLException;
    }
}
