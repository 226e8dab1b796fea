package dev.datamigration.transfer.verify;

import dev.datamigration.database.postgres.Lsn;
import dev.datamigration.transfer.AppliedPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** Tells when the target has everything that was committed on the source before a moment. */
final class Barriers {
    private final AppliedPosition applied;
    private final Session source;

    /**
     * @param applied null where nothing is applied, and so nothing to wait for
     * @param source of its own, in autocommit mode
     */
    Barriers(AppliedPosition applied, Session source) {
        this.applied = applied;
        this.source = source;
    }

    boolean exist() {
        return applied != null;
    }

    /** Raises one at the end of the source's log and makes the log move past it; it says whether it is passed. */
    BooleanSupplier raise() {
        if (applied == null) {
            return () -> true;
        }
        var position = endOfLog();
        return () -> applied.applied().isAtLeast(position);
    }

    private synchronized Lsn endOfLog() {
        return source.ask(Barriers::moveLog);
    }

    private static Lsn moveLog(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT pg_current_wal_insert_lsn()::text")) {
            result.next();
            var end = Lsn.parse(result.getString(1));
            statement.execute("SELECT pg_logical_emit_message(true, 'datamigration', 'verification')");
            return end;
        }
    }
}
