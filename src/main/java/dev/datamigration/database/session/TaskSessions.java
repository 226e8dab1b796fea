package dev.datamigration.database.session;

import dev.datamigration.database.RunScope;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The sessions that work for a task in one database, whichever process has opened them. */
public interface TaskSessions {

    /**
     * Ends every other session of the task in this database. Returns only once the server has said that there is none.
     *
     * @throws FailureException if the server cannot be asked, or some are still there after a minute
     */
    void terminateOthers(RunScope scope);

    /**
     * Every other session of the task in this database, each told for people.
     *
     * @throws FailureException if the server cannot be asked
     */
    List<String> others(RunScope scope);

    /**
     * Ends the sessions of a helper that is lost, so that what it had locked is free.
     *
     * @param number of the helper
     * @throws FailureException if the server cannot be asked
     */
    void terminateHelper(RunScope scope, int number);

    /**
     * Those of others that keep sessions of the task waiting for a lock or a transaction, the oldest first. What the account may
     * not see of them is left out; that they are there, every account may see.
     *
     * @param connection another one than those that wait
     */
    List<Blocker> blockers(Connection connection, String taskId) throws SQLException;

    /** Returns where a person sees the server's locks and the sessions of tasks, to be put in brackets. */
    String whereLocksAreSeen();
}
