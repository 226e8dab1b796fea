package dev.datamigration.database.switchover;

import dev.datamigration.database.RunScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Takes the right to write in one database from the application's roles, as far as its kind of database can, and gives it back.
 * All connections are in autocommit mode.
 */
public interface WriteFence {

    /** Returns the statement that puts back what the role may do now. */
    String restoring(Connection connection, String role) throws SQLException;

    /** Idempotent; sessions that began before are as they were. */
    void raise(Connection connection, String role) throws SQLException;

    /**
     * Does nothing for a role that is not fenced, or not there any more.
     *
     * @param restoring what {@link #restoring} returned before it was raised
     */
    void lift(Connection connection, String role, String restoring) throws SQLException;

    /** Returns what somebody with more rights must run so that the fence can be raised, or what raises it by hand. */
    String remedy(String role);

    /** Returns how many sessions the roles have in the database; those of tasks with our account are never among them. */
    int countSessions(Connection connection, Collection<String> roles) throws SQLException;

    /**
     * Ends every such session that began before this is called, and waits until it is gone.
     *
     * @return numbers of those that did not end in 15 s
     */
    List<Integer> endSessions(Connection connection, Collection<String> roles, RunScope scope) throws SQLException;

    /** Returns what somebody with more rights must run so that sessions of these roles can be ended. */
    String sessionsRemedy(Collection<String> roles);
}
