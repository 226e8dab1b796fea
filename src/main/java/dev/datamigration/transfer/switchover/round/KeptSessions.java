package dev.datamigration.transfer.switchover.round;

import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.capability.Database;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A session with each database, kept from one step to the next while the application stands still: to open one takes longer than
 * what a step asks of it. Whoever comes while it is in use gets another one. Safe from any thread.
 */
public final class KeptSessions implements SessionSource {
    /** A server that was silent for hours may be gone, which nobody waits for longer than this. */
    private static final int ANSWER_SECONDS = 1;

    private final Map<Side, Connection> idle = new ConcurrentHashMap<>();

    @Override
    public Connection take(Database database, RunScope scope) {
        var kept = idle.remove(database.server().side());
        if (kept == null) {
            return SessionSource.EACH_ITS_OWN.take(database, scope);
        }
        if (answers(kept)) {
            return kept;
        }
        scope.close(kept);
        return SessionSource.EACH_ITS_OWN.take(database, scope);
    }

    private static boolean answers(Connection connection) {
        try {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void giveBack(Database database, RunScope scope, Connection connection) {
        if (idle.putIfAbsent(database.server().side(), connection) != null) {
            scope.close(connection);
        }
    }

    /** Opens what is not open, so that nobody has to wait for it later. What cannot be opened now is opened when it is needed. */
    public void open(SwitchoverRound round) {
        try {
            open(round.endingRun().from(), round.scope());
            open(round.endingRun().to(), round.scope());
        } catch (FailureException e) {
            // whoever needs it meets the same, and says so
        }
    }

    private void open(Database database, RunScope scope) {
        if (!idle.containsKey(database.server().side())) {
            giveBack(database, scope, SessionSource.EACH_ITS_OWN.take(database, scope));
        }
    }

    /** Closes those that are not in use. */
    public void close(RunScope scope) {
        for (var side : Side.values()) {
            var kept = idle.remove(side);
            if (kept != null) {
                scope.close(kept);
            }
        }
    }
}
