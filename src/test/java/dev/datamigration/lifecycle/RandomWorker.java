package dev.datamigration.lifecycle;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.StepReport;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.DetailsOf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** A worker that may do anything a worker can, late, twice or not at all; asked to, it simply does what it was told. */
final class RandomWorker {
    private static final int KEPT = 8;

    private final Random random;
    private final Deque<Report> earlier = new ArrayDeque<>();
    private Directive told = new Directive.None();
    private long epoch;
    Report report;

    RandomWorker(Random random) {
        this.random = random;
    }

    void take(Directive directive) {
        if (directive instanceof Directive.Forget) {
            forget();
        } else if (directive instanceof Directive.Pursue pursue) {
            take(
                    pursue,
                    pursue.wanted() instanceof Wanted.Run run
                            ? new WorkerState.Running(run.phase())
                            : new WorkerState.Quiescing());
        }
    }

    private void take(Directive.Pursue directive, WorkerState first) {
        if (directive.epoch() < epoch || directive.equals(told) && report != null) {
            return;
        }
        var isNew = directive.epoch() > epoch || report == null;
        told = directive;
        epoch = directive.epoch();
        if (isNew || !(first instanceof WorkerState.Running)) {
            say(first, report == null ? WorkerDetails.NONE : report.details());
        }
    }

    private void forget() {
        report = null;
        told = new Directive.None();
    }

    /** Its process dies. */
    void die() {
        forget();
    }

    /** Does what it was told, to the end. */
    void obey() {
        if (wanted() instanceof Wanted.Run run) {
            say(new WorkerState.PhaseDone(run.phase()), obedient(run));
        } else if (wanted() instanceof Wanted.Stop) {
            say(new WorkerState.Stopped(), workerDetails());
        } else if (isToRelease()) {
            say(new WorkerState.Released(), workerDetails());
        }
    }

    private Wanted wanted() {
        return told instanceof Directive.Pursue pursue ? pursue.wanted() : null;
    }

    private boolean isToRelease() {
        return wanted() instanceof Wanted.Release || wanted() instanceof Wanted.ReleaseOrphans;
    }

    private WorkerDetails obedient(Wanted.Run run) {
        var known = workerDetails();
        var verification =
                run.phase() == Phase.FullVerification ? verified(Long.MAX_VALUE, true) : known.verification();
        return DetailsOf.parts(
                        run.phase() == Phase.Precheck
                                ? new PrecheckStatus("2026-01-01T00:00:00Z", List.of())
                                : known.precheck(),
                        known.schema(),
                        known.full(),
                        known.incremental(),
                        verification,
                        known.reverseIncrement(),
                        known.reverseVerification(),
                        done(run.switchover(), StepState.Done))
                .with(RandomModification.done(run.modification()));
    }

    private WorkerDetails workerDetails() {
        return report == null ? WorkerDetails.NONE : report.details();
    }

    /** Whatever comes. */
    void move() {
        if (told instanceof Directive.None) {
            return; // nobody has begun a worker
        }
        if (report != null) {
            earlier.addFirst(report);
            if (earlier.size() > KEPT) {
                earlier.removeLast();
            }
        }
        switch (random.nextInt(12)) {
            case 0 -> die();
            case 1, 2 -> obey();
            case 3 -> {
                if (!earlier.isEmpty()) { // late, or once more
                    report = List.copyOf(earlier).get(random.nextInt(earlier.size()));
                }
            }
            default ->
                say(
                        something(),
                        DetailsOf.parts(
                                        precheck(),
                                        null,
                                        null,
                                        null,
                                        someVerification(),
                                        null,
                                        someVerification(),
                                        someStep())
                                .with(new RandomModification(random).of(wanted())));
        }
    }

    private void say(WorkerState workerState, WorkerDetails workerDetails) {
        report = new Report(epoch, workerState, workerDetails);
    }

    private WorkerState something() {
        if (isToRelease()) {
            return switch (random.nextInt(4)) {
                case 0 -> new WorkerState.Quiescing();
                case 1 -> new WorkerState.Released();
                case 2 ->
                    WorkerStates.releaseBlocked(
                            failure("StatusBehind", FailureClass.NeedsPerson), List.of("slot dm_1"));
                default ->
                    WorkerStates.releaseBlocked(failure("Unreachable", FailureClass.Transient), List.of("slot dm_1"));
            };
        }
        if (wanted() instanceof Wanted.Stop) {
            return random.nextBoolean() ? new WorkerState.Quiescing() : new WorkerState.Stopped();
        }
        var phase = wanted() instanceof Wanted.Run run && random.nextInt(5) > 0 ? run.phase() : any(Phase.values());
        return switch (random.nextInt(6)) {
            case 0 -> WorkerStates.failed(failure("RowRefused", FailureClass.NeedsPerson));
            case 1 -> WorkerStates.retrying(failure("Unreachable", FailureClass.Transient), 1 + random.nextInt(5));
            case 2 -> WorkerStates.superseded(failure("Superseded", FailureClass.Permanent), epoch + random.nextInt(3));
            case 3 -> new WorkerState.Running(phase);
            default -> new WorkerState.PhaseDone(phase);
        };
    }

    private PrecheckStatus precheck() {
        if (random.nextInt(4) > 0) {
            return null;
        }
        var status = random.nextInt(3) == 0 ? PrecheckItemStatus.Failed : PrecheckItemStatus.Passed;
        var item = new PrecheckItem("Connectivity", Side.Source, status, "so it is", "mend it", true);
        return new PrecheckStatus("2026-01-01T00:00:00Z", List.of(item));
    }

    private VerificationStatus someVerification() {
        return switch (random.nextInt(4)) {
            case 0 -> verified(random.nextInt(3), true);
            case 1 -> verified(random.nextInt(3), false);
            default -> null;
        };
    }

    private static VerificationStatus verified(long nonce, boolean equal) {
        var differing = equal ? 0L : 3L;
        return new VerificationStatus(nonce, false, 100, 1, 1, equal, 5L, differing, 0L, 0L, List.of(), null);
    }

    private StepReport someStep() {
        return wanted() instanceof Wanted.Run run && random.nextInt(3) > 0
                ? done(run.switchover(), any(StepState.values()))
                : null;
    }

    private static StepReport done(StepWork work, StepState state) {
        if (work instanceof StepWork.Perform step) {
            return new StepReport(
                    new StepReport.Step(step.round(), step.step(), step.attempt(), state, "as it is", List.of()),
                    null,
                    null,
                    null);
        }
        if (work instanceof StepWork.Abort abort) {
            return new StepReport(null, abort.switchover(), null, null);
        }
        return work instanceof StepWork.Finish finish ? new StepReport(null, finish.switchover(), null, null) : null;
    }

    private static FailureStatus failure(String code, FailureClass failureClass) {
        return new FailureStatus(code, failureClass, Side.Source, "no answer", "mend it", null, null);
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
