package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.Position;
import dev.datamigration.database.postgres.position.Lsn;

/** What the log of a server is to somebody who has read it up to a position before. */
public sealed interface Continuity {
    /** The same log, which has what was read. */
    record Same() implements Continuity {}

    /**
     * The server was promoted or recovered since, and its log still has what was read.
     *
     * @param at up to where the logs are one
     */
    record FailedOver(int from, int to, Lsn at) implements Continuity {}

    /**
     * The server was promoted or recovered, and lacks the end of what was read.
     *
     * @param at up to where the logs are one; what was read beyond it has vanished from the server
     */
    record Diverged(int from, int to, Lsn at) implements Continuity {}

    /** The log is on its timeline, but ends before what was read: it was put back to an earlier state. */
    record EndsBefore(Lsn end) implements Continuity {}

    /** The log of another system. */
    record OtherSystem(String was, String is) implements Continuity {}

    /**
     * Holds what was read against what is there.
     *
     * @param known the log that was read
     * @param read up to where
     */
    static Continuity of(LogIdentity known, Position read, LogState now) {
        var is = now.identity();
        if (!known.systemId().equals(is.systemId())) {
            return new OtherSystem(known.systemId(), is.systemId());
        }
        var shared = known.history().sharedWith(is.history());
        if (shared.isEmpty()) {
            return now.end().covers(read) ? new Same() : new EndsBefore(now.end());
        }
        var from = known.history().current();
        var to = is.history().current();
        return shared.get().covers(read)
                ? new FailedOver(from, to, shared.get())
                : new Diverged(from, to, shared.get());
    }
}
