package dev.datamigration.database;

import dev.datamigration.api.Side;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** One of a task's two servers: how it is logged in to, and what its errors mean. */
public interface Server {

    DatabaseAccess access();

    default Side side() {
        return access().side();
    }

    /** Takes over another login or certificate for connections opened from now on. */
    void update(DatabaseAccess newer);

    /** Returns what is known of the connections to it. */
    Contact contact();

    /** Reads what checkpoints keep of its log. */
    LogPositions positions();

    /**
     * A connection in autocommit mode that ends with the scope.
     *
     * @param purpose what for, in a word or two; seen in the server's list of its sessions
     * @throws FailureException if it cannot be had
     */
    Connection open(RunScope scope, String purpose);

    /**
     * Returns what to throw for an error of the driver: the cut connections of a cancelled run are no failure.
     *
     * @param doing what was being done, as a gerund phrase
     */
    RuntimeException failure(RunScope scope, String doing, SQLException error);

    /**
     * From now on a connection is lost once its server has said more than 8 MB over it. For what is done in a process that
     * looks after others as well: a server can say that a message of its own is as large as memory.
     */
    void boundAnswers();

    /** Asks any connection in autocommit mode which server it leads to; empty where the server does not tell this account. */
    Optional<ServerIdentity> identity(Connection connection) throws SQLException;

    /**
     * From now on every connection must lead to this very server, and is refused as ServerChanged otherwise.
     *
     * @throws FailureException ServerChanged if it was bound to another one; ServerBusy for one that is in recovery
     */
    void pin(ServerIdentity server);

    /** The server that connections are bound to, or null where they are not. */
    ServerIdentity pin();

    /** From now on no statement of the connection waits longer for a lock; 0 is without limit. */
    void limitLocks(Connection connection, int seconds) throws SQLException;

    /** From now on no statement of the connection takes longer; 0 is without limit. */
    void limitStatements(Connection connection, int seconds) throws SQLException;

    /**
     * For what asks a server again and again until it answers: saves the wait where another task of this process has met
     * silence there in the last seconds.
     *
     * @throws FailureException as if this task had asked by itself
     */
    void throwIfKnownSilent(RunScope scope);
}
