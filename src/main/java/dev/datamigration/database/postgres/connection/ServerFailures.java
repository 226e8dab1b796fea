package dev.datamigration.database.postgres.connection;

import dev.datamigration.api.Side;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.ServerIdentity;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;

/** Puts into words what is said of a server that is not the one it should be. */
public final class ServerFailures {
    private ServerFailures() {}

    static FailureException changed(DatabaseAccess access, ServerIdentity was, ServerIdentity is) {
        var name = access.side().word();
        return new FailureException(
                new Failure(
                        FailureCode.ServerChanged,
                        access.side(),
                        "The address %s of the %s leads to %s, and a moment ago led to %s."
                                .formatted(access.display(), name, told(is), told(was)),
                        "Nothing is to be done for a failover: everything is connected anew by itself. If it goes on, let the address lead to one server, the primary, at a time."));
    }

    private static String told(ServerIdentity server) {
        return "system %s, %s"
                .formatted(
                        server.systemId(),
                        server.inRecovery() ? "which is in recovery" : "timeline " + server.timeline());
    }

    /** A standby, or a server that is not through with its recovery. */
    public static FailureException inRecovery(Side side) {
        return new FailureException(new Failure(
                FailureCode.ServerBusy,
                side,
                "The %s server is in recovery: it is a standby, or has not been promoted yet.".formatted(side.word()),
                "Promote it, or let the address of the %s lead to the primary.".formatted(side.word())));
    }
}
