package dev.datamigration.transfer;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.CheckpointStatus;
import dev.datamigration.api.status.CheckpointsStatus;
import dev.datamigration.database.Position;
import dev.datamigration.database.ServerIdentity;
import dev.datamigration.plan.Direction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Says what both databases are known to have committed of a task, told by its status at first and by its work from then on. All
 * runs of a worker share it; safe from any thread.
 */
public final class KnownCheckpoints {
    private final Map<Side, CheckpointStatus> sides = new EnumMap<>(Side.class);

    /** Nothing is known. */
    public KnownCheckpoints() {
        this(null);
    }

    /** @param known may be null, also in parts */
    public KnownCheckpoints(CheckpointsStatus known) {
        for (var side : Side.values()) {
            var of = known == null ? null : side == Side.Source ? known.source() : known.target();
            sides.put(side, of == null ? CheckpointStatus.NONE : of);
        }
    }

    /** All that is known; parts of which nothing is are null. */
    public synchronized CheckpointsStatus status() {
        return new CheckpointsStatus(told(Side.Source), told(Side.Target));
    }

    private CheckpointStatus told(Side side) {
        var known = sides.get(side);
        return known.equals(CheckpointStatus.NONE) ? null : known;
    }

    /** Those that the task is known to have worked with. */
    public synchronized Set<Side> sides() {
        return sides.entrySet().stream()
                .filter(known -> !known.getValue().equals(CheckpointStatus.NONE))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    public synchronized CheckpointStatus of(Side side) {
        return sides.get(side);
    }

    /** Notes which server the side is. */
    public void server(Side side, ServerIdentity server) {
        change(
                side,
                known -> new CheckpointStatus(
                        server.systemId(),
                        server.timeline(),
                        known.epoch(),
                        known.tablesLoaded(),
                        known.applied(),
                        known.unverifiedSince()));
    }

    /** A worker has claimed the checkpoints there. */
    public void claimed(Side side, long epoch) {
        change(
                side,
                known -> new CheckpointStatus(
                        known.systemIdentifier(),
                        known.timeline(),
                        epoch,
                        known.tablesLoaded(),
                        known.applied(),
                        known.unverifiedSince()));
    }

    /** All tables are loaded. */
    public void loaded(int tables) {
        change(
                Side.Target,
                known -> new CheckpointStatus(
                        known.systemIdentifier(),
                        known.timeline(),
                        known.epoch(),
                        tables,
                        known.applied(),
                        known.unverifiedSince()));
    }

    /** Up to where the direction is known to have been applied; null where it is not. */
    public synchronized String applied(Direction direction) {
        return of(direction.to()).applied();
    }

    /** Everything up to the position is committed on the side that the direction writes to. */
    public void applied(Direction direction, Position position) {
        change(
                direction.to(),
                known -> new CheckpointStatus(
                        known.systemIdentifier(),
                        known.timeline(),
                        known.epoch(),
                        known.tablesLoaded(),
                        position.encode(),
                        known.unverifiedSince()));
    }

    /** Returns whether every table was loaded once. */
    public synchronized boolean isLoaded() {
        return of(Side.Target).tablesLoaded() != null;
    }

    /** @param since when the direction was begun anew over rows that are to be verified, or null where it was not */
    public void unverified(Direction direction, Instant since) {
        change(
                direction.to(),
                known -> new CheckpointStatus(
                        known.systemIdentifier(),
                        known.timeline(),
                        known.epoch(),
                        known.tablesLoaded(),
                        known.applied(),
                        since == null
                                ? null
                                : since.truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    /** Returns whether the rows that the direction writes to are to be verified before anything is said of them. */
    public synchronized boolean isUnverified(Direction direction) {
        return of(direction.to()).unverifiedSince() != null;
    }

    private synchronized void change(Side side, UnaryOperator<CheckpointStatus> change) {
        sides.compute(side, (same, known) -> change.apply(known));
    }
}
