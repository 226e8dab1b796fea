package dev.datamigration.database.log;

import dev.datamigration.database.Position;

/** Says what the log of a server is to somebody who has read it up to a position before. */
public sealed interface Continuity {
    /** The same log, which has what was read. */
    record Same() implements Continuity {}

    /**
     * The server was promoted or recovered since, and its log still has what was read.
     *
     * @param from the timeline of then
     * @param to the timeline of now
     * @param at up to where the logs are one
     */
    record FailedOver(String from, String to, Position at) implements Continuity {}

    /**
     * The server was promoted or recovered, and lacks the end of what was read.
     *
     * @param from the timeline of then
     * @param to the timeline of now
     * @param at up to where the logs are one; what was read beyond it has vanished from the server
     */
    record Diverged(String from, String to, Position at) implements Continuity {}

    /** The log is on its timeline, but ends before what was read: it was put back to an earlier state. */
    record EndsBefore(Position end) implements Continuity {}

    /** The log of another system. */
    record OtherSystem(String was, String is) implements Continuity {}
}
