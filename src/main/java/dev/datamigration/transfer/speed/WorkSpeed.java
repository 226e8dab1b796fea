package dev.datamigration.transfer.speed;

import dev.datamigration.api.status.RetainedLogStatus;
import dev.datamigration.api.status.SlowdownReason;
import dev.datamigration.api.status.SpeedStatus;
import dev.datamigration.api.task.AdaptiveLimits;
import dev.datamigration.database.RunScope;
import dev.datamigration.plan.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How fast load and verification of a task may go: one for all of its threads. Told by whoever looks at the source, and asked by
 * whoever works. Full speed while nobody looks. Safe for several threads.
 */
public final class WorkSpeed {
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<AdaptiveLimits> limits;
    private final LongSupplier logBudget;
    private final LongSupplier nanoClock;
    private final LogGrowth growth = new LogGrowth();
    private final Map<Direction, Long> latencyMillis = new EnumMap<>(Direction.class);
    private Consumer<SpeedStatus> listener = status -> {};
    private Consumer<RetainedLogStatus> logListener = status -> {};
    private final Map<Direction, LogBudget> budgets = new EnumMap<>(Direction.class);
    private YieldingWork work;
    private Direction direction;
    private SourceSignals signals;
    private SpeedReport report;
    private Share share = Share.FULL;
    private long decidedAt;
    private Long askedAt;
    private Double followed;

    /**
     * @param limits as they are now
     * @param logBudget bytes of kept log above which a warning is raised, now
     */
    public WorkSpeed(Supplier<AdaptiveLimits> limits, LongSupplier logBudget) {
        this(limits, logBudget, System::nanoTime);
    }

    /** @param nanoClock as {@link System#nanoTime} */
    WorkSpeed(Supplier<AdaptiveLimits> limits, LongSupplier logBudget, LongSupplier nanoClock) {
        this.limits = limits;
        this.logBudget = logBudget;
        this.nanoClock = nanoClock;
    }

    /**
     * Has what is told go there from now on; called by any thread, must not block.
     *
     * @param speeds told seldom, and null once no work gives way any more
     */
    public synchronized void listen(Consumer<SpeedStatus> speeds, Consumer<RetainedLogStatus> logs) {
        listener = speeds;
        logListener = logs;
    }

    /** Work begins, at full speed; nothing else gives way until its {@link #end}. */
    public synchronized void begin(YieldingWork begun, Direction reading) {
        work = begun;
        direction = reading;
        signals = new SourceSignals();
        report = new SpeedReport();
        share = Share.FULL;
        askedAt = null;
        tell();
    }

    public synchronized void end() {
        work = null;
        askedAt = null;
        listener.accept(null);
    }

    /** Somebody looks at the source now. A source that does not answer is a slow one. */
    public synchronized void asked() {
        askedAt = nanoClock.getAsLong();
    }

    /** What was asked for will not come. */
    public synchronized void unanswered() {
        askedAt = null;
    }

    /** What was asked for has come. */
    public synchronized void seen(SourceLook look) {
        askedAt = null;
        if (work == null) {
            return;
        }
        var found = new ArrayList<>(signals.of(look, limits.get()));
        var latency = latencyMillis.get(direction);
        if (work == YieldingWork.Verification && latency != null && limits.get().maxSyncLatencyMillis() > 0) {
            found.add(
                    new Signal(SlowdownReason.SyncLatency, latency, limits.get().maxSyncLatencyMillis()));
        }
        decide(found);
    }

    /** The synchronisation of a direction has said how far behind it is. */
    public synchronized void synchronised(Direction of, Long millis) {
        latencyMillis.put(of, millis);
    }

    /**
     * So much log is kept for a direction of the task.
     *
     * @param limit bytes that the server keeps at most; empty without limit
     */
    public synchronized void kept(Direction of, long bytes, OptionalLong limit) {
        budgets.put(of, budgets.getOrDefault(of, LogBudget.NONE).after(bytes, logBudget.getAsLong(), limit));
        if (of == Direction.Forward) {
            logListener.accept(growth.after(nanoClock.getAsLong(), bytes, limit));
        }
    }

    /** Goes at the share that another worker of the task has told, which looks at the source for both. */
    public synchronized void follow(double told) {
        followed = told;
    }

    /** Begins to count the work of one thread. */
    public ThrottledWork throttled(RunScope scope) {
        return new ThrottledWork(this, scope, nanoClock);
    }

    /** The part of its full speed that work may take now; 0 is a pause. */
    public synchronized double share() {
        if (followed != null) {
            return followed;
        }
        if (work == null) {
            return 1;
        }
        decideOnSilence();
        return current();
    }

    /** Only its end frees the log that a load keeps; everything else rests while there is too much of it. */
    private double current() {
        if (!limits.get().enabled()) {
            return 1;
        }
        if (isLogNear()) {
            return work == YieldingWork.Load ? 1 : 0;
        }
        return share.value();
    }

    private boolean isLogNear() {
        return budgets.getOrDefault(direction, LogBudget.NONE).near();
    }

    private void decideOnSilence() {
        var bound = limits.get().maxCommitLatencyMillis();
        if (askedAt == null || bound == 0 || !limits.get().enabled()) {
            return;
        }
        var now = nanoClock.getAsLong();
        var waited = now - askedAt;
        if (waited > SILENCE_NANOS + TimeUnit.MILLISECONDS.toNanos(bound) && now - decidedAt >= SILENCE_NANOS) {
            decide(List.of(new Signal(SlowdownReason.CommitLatency, TimeUnit.NANOSECONDS.toMillis(waited), bound)));
        }
    }

    private void decide(List<Signal> found) {
        decidedAt = nanoClock.getAsLong();
        share = limits.get().enabled() ? share.after(found, limits.get().minimumPercent() / 100.0) : Share.FULL;
        tell();
    }

    private void tell() {
        report.after(finding(), Instant.now(), List.copyOf(signals.notWatched()))
                .ifPresent(listener);
    }

    private SpeedReport.Finding finding() {
        var value = current();
        if (value == 0) {
            return new SpeedReport.Finding(0, SlowdownReason.RetainedLog, percent -> SpeedTexts.paused(work));
        }
        var why = share.limitedBy();
        return value >= 1
                ? new SpeedReport.Finding(1, null, percent -> SpeedTexts.full(work, isLogNear()))
                : new SpeedReport.Finding(
                        value,
                        why == null ? null : why.reason(),
                        percent -> SpeedTexts.slowed(
                                work, percent, why, direction.from().word()));
    }
}
