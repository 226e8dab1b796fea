package dev.datamigration.engine.local;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.status.RetainedLogStatus;
import dev.datamigration.api.status.SchemaComparisonStatus;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.status.SpeedStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.status.WaitingStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.RehearsalStatus;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.StepReport;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.modification.ModificationReport;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.KnownCheckpoints;
import dev.datamigration.transfer.precheck.Precheck;
import dev.datamigration.transfer.switchover.StepFindings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The newest that is known of one task; written by its threads, read by whoever asks for a report. */
final class ProgressBoard {
    private static final long STILL_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long LAGGING_MILLIS = 5_000;
    private static final long HOLDS_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final long epoch;
    private final KnownCheckpoints known;
    private final WorkerClock clock;
    private WorkerState activity;
    private Object workBefore;
    private long begunAt;
    private PrecheckStatus precheck;
    private SchemaStatus schema;
    private SchemaComparisonStatus schemaComparison;
    private FullMigrationStatus full;
    private IncrementalStatus incremental;
    private VerificationStatus verification;
    private IncrementalStatus reverseIncrement;
    private VerificationStatus reverseVerification;
    private StepReport.Step step;
    private Integer endedCeremony;
    private RehearsalStatus rehearsal;
    private boolean working;
    private WaitingStatus waiting;
    private SpeedStatus speed;
    private RetainedLogStatus retainedLog;
    private ModificationReport modification = ModificationReport.NONE;
    private long verified;
    private Object workSeen;
    private long workSeenAt;
    private final Map<String, LateWrites> lateWrites = new LinkedHashMap<>();

    /** @param known what both databases have committed, kept up to date by the runs */
    ProgressBoard(long epoch, WorkerState activity, KnownCheckpoints known, WorkerClock clock) {
        this.epoch = epoch;
        this.known = known;
        this.activity = activity;
        this.clock = clock;
        this.workSeenAt = clock.nanos();
    }

    synchronized Report report() {
        return new Report(
                epoch,
                shown(),
                new WorkerDetails(
                        precheck,
                        schema,
                        full,
                        incremental,
                        verification,
                        reverseIncrement,
                        reverseVerification,
                        switchover(),
                        known.status(),
                        waiting,
                        schemaComparison,
                        speed,
                        retainedLog,
                        modification.withVerified(verified)));
    }

    /** The last that was posted, whatever is shown of it. */
    synchronized WorkerState activity() {
        return activity;
    }

    private StepReport switchover() {
        return new StepReport(
                step, endedCeremony, lateWrites.isEmpty() ? null : List.copyOf(lateWrites.values()), rehearsal);
    }

    /**
     * An attempt after a passing error has not got over it before it has completed something, or held for a while: until
     * then nothing is said to have recovered.
     */
    private WorkerState shown() {
        return activity instanceof WorkerState.Retrying retrying
                        && retrying.tries().next() == null
                        && hasHeld()
                ? new WorkerState.Running(retrying.phase())
                : activity;
    }

    private boolean hasHeld() {
        return !completedWork().equals(workBefore) || clock.nanos() - begunAt > HOLDS_NANOS;
    }

    /** Work on a phase begins, or begins again. Returns whether that is something else than before. */
    synchronized boolean begin(Phase phase) {
        workBefore = completedWork();
        begunAt = clock.nanos();
        return activity instanceof WorkerState.Retrying retrying && retrying.phase() == phase
                ? post(retrying.underWay())
                : post(new WorkerState.Running(phase));
    }

    /** Returns whether that is something else than before. */
    synchronized boolean post(WorkerState newer) {
        var changed = !newer.equals(activity);
        activity = newer;
        return changed;
    }

    synchronized void post(PrecheckStatus newer) {
        precheck = newer;
    }

    /** Returns whether the phase was the precheck, and something stands in the way: then nothing runs on. */
    boolean failedPrecheck(Phase phase) {
        return phase == Phase.Precheck && failedPrecheck();
    }

    /** Returns whether the precheck has found something that stands in the way. */
    synchronized boolean failedPrecheck() {
        return precheck != null && !Precheck.passed(precheck);
    }

    synchronized void post(SchemaStatus newer) {
        schema = newer;
    }

    /** Returns whether another number of differences is known than before. */
    synchronized boolean post(SchemaComparisonStatus newer) {
        var before = schemaComparison;
        schemaComparison = newer;
        return before == null || !before.changed().equals(newer.changed());
    }

    synchronized void post(FullMigrationStatus newer) {
        full = newer;
    }

    synchronized void post(Direction direction, IncrementalStatus newer) {
        if (direction == Direction.Forward) {
            incremental = newer;
        } else {
            reverseIncrement = newer;
        }
    }

    /** 0 where it is not known. */
    synchronized long latencyMillis(Direction direction) {
        var known = direction == Direction.Forward ? incremental : reverseIncrement;
        return known == null || known.latencyMillis() == null ? 0 : known.latencyMillis();
    }

    synchronized void post(Direction direction, VerificationStatus newer) {
        if (direction == Direction.Forward) {
            verification = newer;
        } else {
            reverseVerification = newer;
        }
    }

    synchronized void post(StepFindings found) {
        step = new StepReport.Step(
                found.round(), found.step(), found.attempt(), found.state(), found.message(), found.items());
        if (found.lateWrites() != null) {
            postLate(found.lateWrites());
        }
    }

    /** The newest count of each table. */
    synchronized void postLate(List<LateWrites> found) {
        found.forEach(late -> lateWrites.put(late.round() + " " + late.side() + " " + late.table(), late));
    }

    /** Notes how fast load or verification may go; null while neither runs. */
    synchronized void postSpeed(SpeedStatus newer) {
        speed = newer;
    }

    synchronized void post(RetainedLogStatus newer) {
        retainedLog = newer;
    }

    /** Returns whether that is more than another count of rows. */
    synchronized boolean post(ModificationReport newer) {
        var changed = newer.state() != modification.state() || newer.number() != modification.number();
        modification = newer;
        return changed;
    }

    /** A full verification is over that began when this modification had been integrated, and none after it. */
    synchronized void postVerified(long integrated) {
        verified = integrated;
    }

    synchronized void post(RehearsalStatus newer) {
        rehearsal = newer;
    }

    /** The ceremony of this number was undone; what seemed late in its round was not. */
    synchronized void postAborted(int switchover, int round) {
        lateWrites.values().removeIf(late -> late.round() == round);
        endedCeremony = switchover;
    }

    /** The ceremony of this number was finished. */
    synchronized void postEnded(int switchover) {
        endedCeremony = switchover;
    }

    /** Notes whether the worker is about something that has an end. */
    synchronized void working(boolean is) {
        working = is;
        workSeenAt = clock.nanos();
    }

    /** Notes what somebody else holds the task up with, or null. Returns whether that is another one than before. */
    synchronized boolean postWaiting(WaitingStatus newer) {
        var changed = !Objects.equals(newer, waiting);
        waiting = newer;
        return changed;
    }

    /** Returns whether nothing has been completed for some seconds though there is something to do. */
    synchronized boolean isStill() {
        var work = completedWork();
        if (!work.equals(workSeen)) {
            workSeen = work;
            workSeenAt = clock.nanos();
        }
        return clock.nanos() - workSeenAt > STILL_NANOS && !isIdle();
    }

    /** A synchronisation in step is at rest by right. */
    private boolean isIdle() {
        return !working && !lags(incremental) && !lags(reverseIncrement);
    }

    private static boolean lags(IncrementalStatus status) {
        return status != null && status.latencyMillis() != null && status.latencyMillis() > LAGGING_MILLIS;
    }

    /** Something that changes whenever work has been completed since: tells a fault that recurs from one that passed. */
    synchronized Object completedWork() {
        return Arrays.asList(
                schema == null ? null : Arrays.asList(schema.created(), schema.deferredCreated()),
                full == null ? null : Arrays.asList(full.chunksLoaded(), full.largeObjects()),
                incremental == null ? null : incremental.position(),
                verification == null ? null : verification.tablesCompared(),
                reverseIncrement == null ? null : reverseIncrement.position(),
                step);
    }
}
