package dev.datamigration.transfer.switchover.round;

import dev.datamigration.database.Position;
import dev.datamigration.transfer.incremental.IncrementalSync;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Says whether a marker has been applied on the other side, and how long that took.
 *
 * @param arrived false if it had not when the wait ended
 * @param applied the position up to which everything was applied then
 * @param millis from the marker to its arrival, or to the end of the wait
 */
public record Arrival(boolean arrived, Position applied, long millis) {
    /** Waits until everything up to the marker is applied, but no longer than that. */
    public static Arrival await(IncrementalSync flow, Marker marker, long millis) {
        var bound = marker.nanos() + TimeUnit.MILLISECONDS.toNanos(millis) - System.nanoTime();
        var arrived = flow.awaitApplied(marker.position(), Duration.ofNanos(bound));
        return new Arrival(arrived, flow.applied(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - marker.nanos()));
    }

    /** Returns how much log is not applied yet, in bytes. */
    public long missingBytes(Marker marker) {
        return marker.position().bytesSince(applied);
    }
}
