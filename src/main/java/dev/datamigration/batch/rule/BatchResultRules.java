package dev.datamigration.batch.rule;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.alert.AlertSending;
import dev.datamigration.api.batch.BatchOperationSpec;
import dev.datamigration.api.status.CheckpointStatus;
import dev.datamigration.api.switchover.StepDecision;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.condition.UnansweringServers;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.rule.Stranded;
import java.util.Optional;

/** Tells from a task whose spec was edited whether it has come to what was asked for, or cannot any more. */
public final class BatchResultRules {
    public record Verdict(EntryProgress progress, ResultReason reason, String message) {}

    private final BatchOperationSpec spec;
    private final MigrationTask task;
    private final MigrationTaskStatus status;
    private final TaskState state;

    private BatchResultRules(BatchOperationSpec spec, MigrationTask task) {
        this.spec = spec;
        this.task = task;
        this.status = Eligibility.status(task);
        this.state = Eligibility.state(task);
    }

    /** Empty while it is still to be awaited. */
    public static Optional<Verdict> of(BatchOperationSpec spec, MigrationTask task) {
        return new BatchResultRules(spec, task).verdict();
    }

    private Optional<Verdict> verdict() {
        return switch (spec.operation()) {
            case Start -> running(true);
            case Resume -> running(nonceSeen());
            case Stop -> stopped();
            case End -> ended();
            case SkipFullVerification -> skipped();
            case ModifyAlertConfiguration -> stored();
            case EnterForwardSwitchover -> entered();
            case StartForwardSwitchover -> answered();
        };
    }

    /** @param failureIsNew whether a Failed state is what came of the edit, not what stood before */
    private Optional<Verdict> running(boolean failureIsNew) {
        if (state == TaskState.Completed || state != null && ModificationRules.hasWorker(state) && working()) {
            return reached();
        }
        if (failureIsNew && specSeen() && (state == TaskState.Failed || failing())) {
            return failed(ResultReason.TaskFailed, status.message());
        }
        return wantedElse(DesiredState.Running);
    }

    /** It becomes Failed once a server has answered that does not now, which nobody can wait for. */
    private boolean failing() {
        return status.failure() != null && UnansweringServers.holdUp(status);
    }

    /** The precheck has passed, no error is being waited out, and the worker has been heard of on the databases. */
    private boolean working() {
        return status.phase() != Phase.Precheck && status.retry() == null && !failing() && claimed();
    }

    /** Past the precheck every worker begins with claiming the checkpoints, also where there are none yet. */
    private boolean claimed() {
        var known = status.checkpoints();
        var holder = known == null ? 0 : Math.max(holder(known.source()), holder(known.target()));
        return status.epoch() == null || holder >= status.epoch();
    }

    private static long holder(CheckpointStatus known) {
        return known == null || known.epoch() == null ? 0 : known.epoch();
    }

    /** What was left behind, where somebody wanted the rest given up, and what was kept for a person is told. */
    private Optional<Verdict> ended() {
        if (state != TaskState.Ended) {
            return Optional.empty();
        }
        return status.release() == null
                        && Stranded.kept(status.forwardSwitchover()).isEmpty()
                ? reached()
                : Optional.of(new Verdict(EntryProgress.Succeeded, ResultReason.Reached, status.message()));
    }

    private Optional<Verdict> stopped() {
        return switch (state) {
            case Stopped -> reached();
            case Completed, Ending, Ended ->
                failed(ResultReason.OtherEnd, "the task was " + state + " before it could be stopped");
            case NotConfigured, NotStarted, Running, Modifying, Integrating, Failed -> wantedElse(DesiredState.Stopped);
        };
    }

    private Optional<Verdict> skipped() {
        var verification = status.verification();
        if (verification != null && Boolean.TRUE.equals(verification.skipped())) {
            return reached();
        }
        if (!task.getSpec().fullVerification().skip()) {
            return failed(ResultReason.Overridden, "spec.fullVerification.skip was set back to false in the meantime");
        }
        return status.phase() == Phase.FullVerification ? Optional.empty() : otherEnd();
    }

    private Optional<Verdict> stored() {
        return spec.alertConfiguration().test() ? tested() : reached();
    }

    /** Whoever asks for a test by hand in the meantime gets the answer; then there is none for this one. */
    private Optional<Verdict> tested() {
        var settings = task.getSpec().alerts();
        var asked = BatchAnnotations.uid(task);
        if (settings == null || !asked.equals(settings.testNonce())) {
            return failed(ResultReason.Overridden, "spec.alerts was changed again in the meantime");
        }
        var test = status.alerts() == null ? null : status.alerts().test();
        if (test == null || !asked.equals(test.nonce()) || test.state() == AlertSending.Pending) {
            return Optional.empty();
        }
        return test.state() == AlertSending.Sent
                ? Optional.of(new Verdict(EntryProgress.Succeeded, ResultReason.Reached, test.message()))
                : failed(ResultReason.TestMessageNotSent, "the alert configuration is stored; " + test.message());
    }

    private Optional<Verdict> entered() {
        if (status.phase() != null && status.phase().compareTo(Phase.ForwardSwitchover) >= 0) {
            return reached();
        }
        return task.getSpec().forwardSwitchover().entered()
                ? failedOnTheWay()
                : failed(
                        ResultReason.Overridden,
                        "spec.forwardSwitchover.entered was set back to false in the meantime");
    }

    /** The step's attempt is answered once the task waits for it no more; what comes of the answer is the step's own. */
    private Optional<Verdict> answered() {
        var asked = spec.forwardSwitchover();
        var decision = task.getSpec().forwardSwitchover().decision();
        var awaiting = status.awaiting();
        if (!specSeen()) {
            return failedOnTheWay();
        }
        if (isIgnored(decision)) {
            return failed(
                    ResultReason.AnswerNotAwaited,
                    status.forwardSwitchover().decision().message());
        }
        if (awaiting == null || awaiting.step() != asked.step()) {
            return state == TaskState.Failed ? failedOnTheWay() : reached();
        }
        if (decision == null || decision.step() != asked.step() || decision.action() != asked.action()) {
            return failed(ResultReason.Overridden, "another answer was given in the meantime: " + decision);
        }
        return awaiting.attempt().equals(decision.attempt()) ? failedOnTheWay() : reached();
    }

    /** It came too late, or too early: the task had moved between the look at it and the edit. */
    private boolean isIgnored(StepDecision given) {
        var known = status.forwardSwitchover() == null
                ? null
                : status.forwardSwitchover().decision();
        return known != null && given != null && known.tellsOf(given) && !known.counted();
    }

    private Optional<Verdict> failedOnTheWay() {
        return switch (state) {
            case Failed -> failed(ResultReason.TaskFailed, status.message());
            case Stopped, Ending, Ended -> otherEnd();
            case NotConfigured, NotStarted, Running, Modifying, Integrating, Completed -> Optional.empty();
        };
    }

    private Optional<Verdict> otherEnd() {
        return failed(ResultReason.OtherEnd, "the task is " + state + " in phase " + status.phase() + " now");
    }

    private Optional<Verdict> wantedElse(DesiredState asked) {
        var wanted = task.getSpec().desiredState();
        return wanted == asked
                ? Optional.empty()
                : failed(ResultReason.Overridden, "spec.desiredState was set to " + wanted + " in the meantime");
    }

    private boolean nonceSeen() {
        return status.observedResumeNonce() != null
                && status.observedResumeNonce() >= task.getSpec().resumeNonce();
    }

    private boolean specSeen() {
        var generation = task.getMetadata().getGeneration();
        return generation != null && status.observedGeneration() != null && status.observedGeneration() >= generation;
    }

    private static Optional<Verdict> reached() {
        return Optional.of(new Verdict(EntryProgress.Succeeded, ResultReason.Reached, null));
    }

    private static Optional<Verdict> failed(ResultReason reason, String message) {
        return Optional.of(new Verdict(EntryProgress.Failed, reason, message));
    }
}
