package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.status.IncrementalStatus.AlteredStructure;
import dev.datamigration.database.Position;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.database.checkpoint.ChangeCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Measures the synchronisation as it goes; told by its threads, and read by the one that reports. */
public final class SyncMeter {
    private static final Duration CAUGHT_UP = Duration.ofSeconds(2);
    private static final long LATENCY_SHOWN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Instant> sourceClock;
    private final Supplier<Position> applied;
    private final Position catchUpWith;
    private final RowRate rate = new RowRate();
    private ChangeCounts counts;
    private List<AlteredStructure> altered = List.of();
    private Instant oldestPending;
    private Duration latency = Duration.ZERO;
    private long latencyMeasured = System.nanoTime() - LATENCY_SHOWN_NANOS;
    private long lastReceived = System.nanoTime();
    private long retainedBytes;
    private boolean caughtUp;
    private final KnownAsOf known;
    private final Duration doubt;
    private final Instant begun;

    /**
     * @param doubt how old what is known may be before it is taken for the latency: more than passes between two looks at
     *     the source, and two heartbeats
     * @param sourceClock the source's time, as near as it is known
     * @param applied the position up to which everything is applied
     * @param start what was applied before
     * @param catchUpWith the source's position at the start
     */
    public SyncMeter(
            Duration doubt,
            Supplier<Instant> sourceClock,
            Supplier<Position> applied,
            AppliedRecord start,
            Position catchUpWith) {
        this.doubt = doubt;
        this.sourceClock = sourceClock;
        this.applied = applied;
        this.counts = start.counts();
        this.known = new KnownAsOf(start.committedAt());
        this.begun = sourceClock.get();
        this.catchUpWith = catchUpWith;
    }

    /** A transaction that was committed on the source at this time is about to be applied. */
    public synchronized void received(Instant committedAt) {
        lastReceived = System.nanoTime();
        if (oldestPending == null) {
            oldestPending = committedAt;
        }
    }

    /** Returns whether no transaction has come for so long. */
    synchronized boolean idleFor(long nanos) {
        return System.nanoTime() - lastReceived >= nanos;
    }

    /** What became of the latest changes of the structure, newest first. */
    public synchronized void altered(List<AlteredStructure> latest) {
        altered = List.copyOf(latest);
    }

    /** All that was received is applied. */
    public synchronized void nothingPending() {
        oldestPending = null;
    }

    /** Changes were read that are not wanted, and the target has noted that. */
    public synchronized void skipped(long count) {
        counts = counts.plus(ChangeCounts.NONE.withSkipped(count));
    }

    /**
     * Changes were committed on the target.
     *
     * @param committedAt when the last of their transactions was committed on the source
     * @param oldestLeft when the first of those was that are received and not applied, or null
     */
    public synchronized void committed(ChangeCounts applied, Instant committedAt, Instant oldestLeft) {
        counts = counts.plus(applied);
        rate.add(applied.rows());
        known.committed(committedAt);
        latency = age(oldestPending == null ? committedAt : oldestPending);
        latencyMeasured = System.nanoTime();
        caughtUp |= latency.compareTo(CAUGHT_UP) < 0;
        oldestPending = oldestLeft;
    }

    /** Notes what the source said of itself at one moment. */
    synchronized void sourceSeen(Position position, Instant at, long retained) {
        known.seen(position, at);
        retainedBytes = retained;
    }

    /** Returns whether it has not been known for a while that the target holds the source. */
    synchronized boolean isInDoubt() {
        var checkpoint = known.reached(applied.get());
        return age(checkpoint == null ? begun : checkpoint).compareTo(doubt.dividedBy(2)) > 0;
    }

    synchronized IncrementalStatus status() {
        var position = applied.get();
        caughtUp |= position.covers(catchUpWith);
        var checkpoint = known.reached(position);
        return new IncrementalStatus(
                checkpoint == null
                        ? null
                        : checkpoint.truncatedTo(ChronoUnit.MILLIS).toString(),
                position.toString(),
                latency(checkpoint).toMillis(),
                rate.perSecond(),
                counts.inserts(),
                counts.updates(),
                counts.deletes(),
                counts.truncates(),
                counts.conflicts(),
                counts.skipped(),
                retainedBytes,
                caughtUp,
                altered);
    }

    /**
     * Where it has not been known for a while that the target holds the source, it is taken not to: whoever measures may be
     * stuck, as may the source, the stream, or the target.
     */
    private Duration latency(Instant checkpoint) {
        var measured = currentLatency();
        if (age(begun).compareTo(doubt) < 0) {
            return measured; // nobody has had the time to know
        }
        var unknown = age(checkpoint == null ? begun : checkpoint);
        return unknown.compareTo(doubt) > 0 && unknown.compareTo(measured) > 0 ? unknown : measured;
    }

    /** What waits now may wait longer than the last did; shortly after nothing waits, there is none. */
    private Duration currentLatency() {
        if (oldestPending == null) {
            return System.nanoTime() - latencyMeasured < LATENCY_SHOWN_NANOS ? latency : Duration.ZERO;
        }
        var waiting = age(oldestPending);
        return waiting.compareTo(latency) > 0 ? waiting : latency;
    }

    /** How long ago by the source's clock something was committed there. */
    public Duration age(Instant committedAt) {
        var age = Duration.between(committedAt, sourceClock.get());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
