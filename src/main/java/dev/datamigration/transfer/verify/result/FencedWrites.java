package dev.datamigration.transfer.verify.result;

import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes checkpoints of a comparison, as long as no newer worker has taken over. */
public final class FencedWrites {
    private final Run run;
    private final ComparisonSession target;

    /** @param target in autocommit mode; shared, so that one at a time writes */
    public FencedWrites(Run run, ComparisonSession target) {
        this.run = run;
        this.target = target;
    }

    public void write(Write write) {
        transaction(connection -> {
            write.to(connection);
            return null;
        });
    }

    /** As {@link #write}, with what comes of it. */
    public <T> T transaction(ComparisonSession.Question<T> work) {
        synchronized (target) {
            return target.askInTransaction(connection -> {
                run.to().fence().check(connection, run.scope());
                var result = work.ask(connection);
                connection.commit();
                return result;
            });
        }
    }

    @FunctionalInterface
    public interface Write {
        void to(Connection connection) throws SQLException;
    }
}
