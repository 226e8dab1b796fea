package dev.datamigration.database;

/** What a worker knows of its own connections to a server, over all of its runs. Safe from any thread. */
public final class Contact {
    private volatile boolean letIn;

    /** The server has let a connection in. */
    public void letIn() {
        letIn = true;
    }

    /** Whether the server has ever let a connection of this worker in: what fails from then on may pass by itself. */
    public boolean wasLetIn() {
        return letIn;
    }
}
