package dev.datamigration.transfer.release;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.Server;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.FoundCheckpoints;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.CheckpointFailures;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.run.UnverifiedDirection;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Makes this run the task's only one: ends what a dead or older worker left running on either server, and claims the
 * task with this run's epoch on every database that it writes to, after which an older worker's transactions are refused.
 */
public final class EpochClaim {
    private static final int LOCK_SECONDS = 30;

    private EpochClaim() {}

    /** Must come before anything else of the run is open; idempotent. */
    public static void take(Run run) {
        var source = run.of(Side.Source).server();
        var target = run.of(Side.Target).server();
        run.of(Side.Source).sessions().terminateOthers(run.scope());
        run.of(Side.Target).sessions().terminateOthers(run.scope());
        on(run, target, connection -> {
            var replaced = bind(run, target, connection);
            var found = compare(run, target, connection);
            claim(run, target, connection);
            claimSubTasks(run, connection);
            if (replaced && found.applied() != null) {
                UnverifiedDirection.record(run).place(connection, found.applied());
            }
            note(run, target);
        });
        // second, since an older worker that begins to write there holds the target's claim back until it has its own
        on(run, source, connection -> {
            bind(run, source, connection);
            if (compare(run, source, connection).exist()) {
                claim(run, source, connection);
            }
            note(run, source);
        });
    }

    private static void on(Run run, Server server, Claim claim) {
        SqlWork.connected(server, run.scope(), "takeover", "claiming the task's checkpoints", connection -> {
            claim.on(connection);
            return null;
        });
    }

    /**
     * From now on the run works with this very server, which must be of the system that the task has worked with.
     *
     * @return whether it is another one, which is accepted
     */
    private static boolean bind(Run run, Server server, Connection connection) throws SQLException {
        var found = server.identity(connection);
        if (found.isEmpty()) {
            return false;
        }
        server.pin(found.get());
        var known = run.known().of(server.side()).systemIdentifier();
        if (known == null || known.equals(found.get().systemId()) || isReadOn(run, server.side())) {
            return false;
        }
        CheckpointFailures.replaced(run, server.side(), known, found.get());
        return true;
    }

    /** Only once everything that follows from it is noted in the database as well. */
    private static void note(Run run, Server server) {
        if (server.pin() != null) {
            run.known().server(server.side(), server.pin());
        }
    }

    /** Whoever reads its log looks closer. */
    private static boolean isReadOn(Run run, Side side) {
        return side == Side.Source && run.plan().has(MigrationType.Incremental);
    }

    /** Checkpoints that say less than is known to have been committed are never those of a first time. */
    private static FoundCheckpoints compare(Run run, Server server, Connection connection) throws SQLException {
        var side = server.side();
        var known = run.known().of(side);
        var direction = Direction.from(side).opposite();
        var found = run.directed(direction).checkpoints().found(connection, direction.key());
        var lacking = found.lacking(known);
        if (lacking.isPresent()) {
            throw CheckpointFailures.lacking(run, side, lacking.get());
        }
        if (found.loaded()) {
            run.known().loaded(found.tablesLoaded()); // also where the status does not know it any more
        }
        if (found.exceed(known, run.scope().epoch())) {
            run.known().claimed(side, found.epoch());
            throw CheckpointFailures.statusBehind(run, side, found.epoch());
        }
        return found;
    }

    /** What comes back to the source is known from its first change on, since a capture alone may still be undone. */
    private static void claim(Run run, Server server, Connection connection) throws SQLException {
        server.limitLocks(connection, LOCK_SECONDS);
        run.of(server.side()).fence().enter(connection, run.scope());
        if (server.side() == Side.Target || run.known().of(server.side()).applied() != null) {
            run.known().claimed(server.side(), run.scope().epoch());
        }
    }

    /** So that whatever an older worker did for them is refused as well. */
    private static void claimSubTasks(Run run, Connection connection) throws SQLException {
        for (var subTask : run.checkpoints(Side.Target).objectChanges().subTasks(connection)) {
            run.of(Side.Target)
                    .fence()
                    .claim(connection, new RunScope(subTask, run.scope().epoch()));
        }
    }

    @FunctionalInterface
    private interface Claim {
        void on(Connection connection) throws SQLException;
    }
}
