package dev.datamigration.database.postgres.liveness;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** A connection, its socket, and what was thought of it when it was last looked at. */
final class WatchedConnection {
    /** A look at the server may fall between two words. */
    private static final int LOOKS = 2;

    private final Connection connection;
    private final TrackedSocket socket;
    private final int pid;
    private int suspicious;

    WatchedConnection(Connection connection, TrackedSocket socket, int pid) {
        this.connection = connection;
        this.socket = socket;
        this.pid = pid;
    }

    int pid() {
        return pid;
    }

    boolean isClosed() {
        try {
            return socket.isClosed() || connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    long silentNanos() {
        return socket.silentNanos();
    }

    /** @param facts what the server says of its process, or null if it has none of that number */
    void judge(BackendFacts facts) {
        if (facts == null) {
            giveUp("the server has no process any more for this connection");
        } else if (!facts.waitsForUs() || silentNanos() == 0) {
            suspicious = 0;
        } else if (++suspicious >= LOOKS) {
            giveUp("server and client wait for each other: what one of them said was lost");
        }
    }

    void giveUp(String why) {
        var seconds = TimeUnit.NANOSECONDS.toSeconds(silentNanos());
        socket.giveUp("nothing was heard for " + seconds + " s, and " + why);
    }
}
