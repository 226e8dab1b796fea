package dev.datamigration.transfer.switchover.round;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.transfer.AppliedPosition;
import java.util.concurrent.TimeUnit;

/**
 * Says whether a marker has been applied on the other side, and how long that took.
 *
 * @param arrived false if it had not when the wait ended
 * @param applied the position up to which everything was applied then
 * @param millis from the marker to its arrival, or to the end of the wait
 */
public record Arrival(boolean arrived, Position applied, long millis) {
    private static final long POLL_MILLIS = 5;

    /** Waits until everything up to the marker is applied, but no longer than that. */
    public static Arrival await(AppliedPosition flow, Marker marker, long millis, RunScope scope) {
        var deadline = marker.nanos() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            var applied = flow.applied();
            var now = System.nanoTime();
            if (applied.covers(marker.position()) || now >= deadline) {
                return new Arrival(
                        applied.covers(marker.position()),
                        applied,
                        TimeUnit.NANOSECONDS.toMillis(now - marker.nanos()));
            }
            scope.pause(POLL_MILLIS);
        }
    }

    /** Returns how much log is not applied yet, in bytes. */
    public long missingBytes(Marker marker) {
        return marker.position().bytesSince(applied);
    }
}
