package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.session.Blockers;
import dev.datamigration.database.session.Blocker;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.util.List;
import java.util.stream.Collectors;

/** The transactions that a new slot waits for: all on the server that have written something. */
final class SlotBlockers {
    private static final int NAMED = 5;

    private SlotBlockers() {}

    static FailureException inTheWay(PostgresServer server, RunScope scope, String slot, int seconds) {
        var side = server.side().word();
        var open = list(server, scope);
        return new FailureException(new Failure(
                FailureCode.BlockedByOthers,
                server.side(),
                "The replication slot %s could not be made on the %s in %d s, because transactions are open there: %s."
                        .formatted(
                                slot,
                                side,
                                seconds,
                                open.isEmpty() ? "none any more" : joined(open, Blocker::text, "; ")),
                open.isEmpty()
                        ? "Try again: they have ended since."
                        : joined(open, Blocker::remedy, " ") + " Then try again."));
    }

    private static String joined(List<Blocker> open, java.util.function.Function<Blocker, String> part, String by) {
        return open.stream().limit(NAMED).map(part).collect(Collectors.joining(by));
    }

    private static List<Blocker> list(PostgresServer server, RunScope scope) {
        return SqlWork.connected(
                server,
                scope,
                "open-transactions",
                "listing open transactions",
                connection -> Blockers.ofNewSlot(connection, scope.taskId(), 0));
    }
}
