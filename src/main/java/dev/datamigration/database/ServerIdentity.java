package dev.datamigration.database;

/**
 * The server that every connection of a run must lead to. An address can lead to another one from one connection to the
 * next, during a failover or through a proxy; what was asked of one server then says nothing of the other.
 *
 * @param systemId that the server was given when it was made; its physical copies may share it
 * @param timeline on which it writes: another one after each promotion, where its kind of database counts them; 0 while it is
 *     in recovery and writes nothing
 */
public record ServerIdentity(String systemId, int timeline) {

    public boolean inRecovery() {
        return timeline == 0;
    }
}
