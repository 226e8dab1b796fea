package dev.datamigration.transfer.incremental;

import dev.datamigration.api.IncrementalStatus;
import dev.datamigration.database.postgres.Lsn;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Measures the synchronisation as it goes; told by its threads, and read by the one that reports. */
final class SyncMeter {
    private static final Duration CAUGHT_UP = Duration.ofSeconds(2);
    private static final long LATENCY_SHOWN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Instant> sourceClock;
    private final Supplier<Lsn> applied;
    private final Lsn catchUpWith;
    private final RowRate rate = new RowRate();
    private ChangeCounts counts;
    private Instant checkpoint;
    private Instant oldestPending;
    private Duration latency = Duration.ZERO;
    private long latencyMeasured = System.nanoTime() - LATENCY_SHOWN_NANOS;
    private long lastReceived = System.nanoTime();
    private long retainedBytes;
    private boolean caughtUp;
    private Lsn seenPosition = Lsn.ZERO;
    private Instant seenAt;

    /**
     * @param sourceClock the source's time, as near as it is known
     * @param applied the position up to which everything is applied
     * @param start what was applied before
     * @param catchUpWith the source's position at the start
     */
    SyncMeter(Supplier<Instant> sourceClock, Supplier<Lsn> applied, AppliedRecord start, Lsn catchUpWith) {
        this.sourceClock = sourceClock;
        this.applied = applied;
        this.counts = start.counts();
        this.checkpoint = start.committedAt();
        this.catchUpWith = catchUpWith;
    }

    /** A transaction that was committed on the source at this time is about to be applied. */
    synchronized void received(Instant committedAt) {
        lastReceived = System.nanoTime();
        if (oldestPending == null) {
            oldestPending = committedAt;
        }
    }

    /** Whether no transaction has come for so long. */
    synchronized boolean idleFor(long nanos) {
        return System.nanoTime() - lastReceived >= nanos;
    }

    /** All that was received is applied. */
    synchronized void nothingPending() {
        oldestPending = null;
    }

    /** Changes were read that are not wanted, and the target has noted that. */
    synchronized void skipped(long count) {
        counts = counts.plus(ChangeCounts.NONE.withSkipped(count));
    }

    /**
     * Changes were committed on the target.
     *
     * @param committedAt when the last of their transactions was committed on the source
     * @param oldestLeft when the first of those was that are received and not applied, or null
     */
    synchronized void committed(ChangeCounts applied, Instant committedAt, Instant oldestLeft) {
        counts = counts.plus(applied);
        rate.add(applied.rows());
        checkpoint = committedAt;
        latency = age(oldestPending == null ? committedAt : oldestPending);
        latencyMeasured = System.nanoTime();
        caughtUp |= latency.compareTo(CAUGHT_UP) < 0;
        oldestPending = oldestLeft;
    }

    /** What the source said of itself at one moment. */
    synchronized void sourceSeen(Lsn position, Instant at, long retained) {
        seenPosition = position;
        seenAt = at;
        retainedBytes = retained;
    }

    synchronized IncrementalStatus status() {
        var position = applied.get();
        caughtUp |= position.isAtLeast(catchUpWith);
        if (seenAt != null && position.isAtLeast(seenPosition) && (checkpoint == null || seenAt.isAfter(checkpoint))) {
            checkpoint = seenAt;
        }
        return new IncrementalStatus(
                checkpoint == null
                        ? null
                        : checkpoint.truncatedTo(ChronoUnit.MILLIS).toString(),
                position.toString(),
                currentLatency().toMillis(),
                rate.perSecond(),
                counts.inserts(),
                counts.updates(),
                counts.deletes(),
                counts.truncates(),
                counts.conflicts(),
                counts.skipped(),
                retainedBytes,
                caughtUp);
    }

    /** What waits now may wait longer than the last did; shortly after nothing waits, there is none. */
    private Duration currentLatency() {
        if (oldestPending == null) {
            return System.nanoTime() - latencyMeasured < LATENCY_SHOWN_NANOS ? latency : Duration.ZERO;
        }
        var waiting = age(oldestPending);
        return waiting.compareTo(latency) > 0 ? waiting : latency;
    }

    private Duration age(Instant committedAt) {
        var age = Duration.between(committedAt, sourceClock.get());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
