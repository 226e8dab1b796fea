package dev.datamigration.transfer.switchover.round;

import dev.datamigration.database.Position;
import java.time.Instant;

/**
 * A transaction of ours in a server's log.
 *
 * @param position everything committed on the server before the marker has a commit below it
 * @param at the server's time
 * @param nanos {@link System#nanoTime} when it was asked for
 */
public record Marker(Position position, Instant at, long nanos) {

    /**
     * Writes one.
     *
     * @param session with the database whose log it is for
     * @param doing what is being done, as a gerund phrase
     */
    public static Marker write(ServerSession session, String doing) {
        return session.ask(doing, connection -> {
            var asked = System.nanoTime();
            var mark = session.database().changeLog().mark(connection);
            return new Marker(mark.position(), mark.at(), asked);
        });
    }
}
