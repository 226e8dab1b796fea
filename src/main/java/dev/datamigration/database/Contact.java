package dev.datamigration.database;

/** Holds what a worker knows of its own and of earlier workers' connections to a server. Safe from any thread. */
public final class Contact {
    private volatile boolean letIn;
    private volatile boolean sessions;

    /** @param sessions whether an earlier worker may have some there */
    public Contact(boolean sessions) {
        this.sessions = sessions;
    }

    /** The server has let a connection in. */
    public void letIn() {
        letIn = true;
        sessions = true;
    }

    /** The server took a connection and fell silent: it may have let it in all the same. */
    public void lost() {
        sessions = true;
    }

    /** Returns whether the server has ever let a connection of this worker in: what fails from then on may pass by itself. */
    public boolean wasLetIn() {
        return letIn;
    }

    /** Returns whether a session of the task may be there: only the server itself can say otherwise. */
    public boolean mayHaveSessions() {
        return sessions;
    }
}
