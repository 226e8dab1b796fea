package dev.datamigration.lifecycle.condition;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.SpeedStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.Activity;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.TaskEvent;
import dev.datamigration.lifecycle.model.TaskOutcome;
import dev.datamigration.lifecycle.model.TaskOutcome.Advance;
import dev.datamigration.lifecycle.model.TaskOutcome.Begin;
import dev.datamigration.lifecycle.model.TaskOutcome.Retry;
import dev.datamigration.lifecycle.model.VerificationResult;
import dev.datamigration.lifecycle.rule.LatestComparison;
import dev.datamigration.lifecycle.rule.SequencesBehind;
import dev.datamigration.lifecycle.rule.Stranded;
import dev.datamigration.lifecycle.rule.VerificationTexts;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.switchover.SwitchoverEvents;
import java.util.ArrayList;
import java.util.List;

/** Tells what changed between two statuses of a task; nothing changed, nothing told. */
public final class TaskEvents {
    private final MigrationTaskStatus before;
    private final MigrationTaskStatus after;
    private final List<TaskEvent> events = new ArrayList<>();

    private TaskEvents(MigrationTaskStatus before, MigrationTaskStatus after) {
        this.before = before;
        this.after = after;
    }

    public static List<TaskEvent> of(
            Observation seen, TaskOutcome outcome, MigrationTaskStatus after, Activity activity) {
        var told = new TaskEvents(seen.status(), after);
        told.plan(seen, outcome);
        told.verification();
        told.schema();
        told.activity(outcome, activity);
        told.waiting();
        told.speed();
        told.state();
        told.events.addAll(ModificationEvents.of(seen.status().modifications(), after.modifications()));
        told.keptRows();
        told.sequences();
        told.events.addAll(SwitchoverEvents.of(seen.status().forwardSwitchover(), after.forwardSwitchover()));
        return told.events;
    }

    private void tell(EventReason reason, String message) {
        events.add(new TaskEvent(reason, message));
    }

    private void plan(Observation seen, TaskOutcome outcome) {
        if (outcome instanceof Begin begin) {
            begin(seen, begin);
        } else if (outcome instanceof Advance advance) {
            tell(EventReason.PhaseCompleted, advance.from() + " is done; " + advance.to() + " begins");
        }
    }

    private void begin(Observation seen, Begin begin) {
        var worker = "worker " + after.epoch();
        switch (begin.cause()) {
            case Start -> tell(EventReason.Started, "started with " + begin.phase());
            case Resume ->
                tell(EventReason.Resumed, "goes on with " + begin.phase() + " from the checkpoint, " + worker);
            case Takeover ->
                tell(EventReason.WorkerReplaced, "the worker is gone; " + worker + " goes on with " + begin.phase());
            case SpecChange -> tell(EventReason.PrecheckRepeated, "the spec changed; the precheck begins again");
            case Raise -> tell(EventReason.EpochRaised, EpochConditions.raised(seen, after.epoch()));
        }
    }

    private void verification() {
        if (VerificationResult.skipped(after.verification()) && !VerificationResult.skipped(before.verification())) {
            tell(EventReason.VerificationSkipped, "full verification was skipped");
        }
        if (before.phase() == Phase.ReverseIncrement && after.phase() == Phase.ReverseIncrement) {
            changed(before.reverseVerification(), LatestComparison.reverse(after.reverseVerification()));
        }
        if (after.phase() != Phase.FullVerification || before.phase() != Phase.FullVerification) {
            return;
        }
        var was = Boolean.TRUE.equals(before.phaseComplete());
        var is = Boolean.TRUE.equals(after.phaseComplete());
        if (is && !was) {
            verdict(LatestComparison.forward(after.verification()));
        } else if (is) {
            changed(before.verification(), LatestComparison.forward(after.verification()));
        } else if (was && !is) {
            tell(EventReason.VerificationRepeated, "the databases are compared again");
        }
    }

    /** What is compared on and on may come to differ, or be repaired. */
    private void changed(VerificationStatus was, LatestComparison is) {
        if (VerificationResult.of(was) != is.result()) {
            verdict(is);
        }
    }

    private void verdict(LatestComparison latest) {
        switch (latest.result()) {
            case Skipped, None -> {} // told when it was skipped; nothing is known
            case Consistent -> tell(EventReason.VerificationConsistent, VerificationTexts.equal(latest.found()));
            case Inconsistent -> tell(EventReason.VerificationInconsistent, VerificationTexts.different(latest));
        }
    }

    /** Once for each number of changes. */
    private void schema() {
        var was = before.schemaComparison();
        var is = after.schemaComparison();
        if (is == null) {
            return;
        }
        var changed = was == null ? 0 : was.changed();
        if (is.changed() != changed) {
            tell(
                    is.changed() == 0 ? EventReason.SchemaInStep : EventReason.SourceSchemaChanged,
                    is.changed() == 0 ? SchemaConditions.inStep(is) : SchemaConditions.changed(is));
        }
        if (is.different() > 0 && (was == null || was.different() == 0)) {
            tell(EventReason.SchemaDiffers, SchemaConditions.different(is));
        }
    }

    private void activity(TaskOutcome outcome, Activity activity) {
        var was = TaskConditions.activity(before);
        if (was.equals(activity.name())) {
            if (activity == Activity.Retrying && !after.retry().code().equals(waitedFor(before))) {
                tell(EventReason.Retrying, after.retry().message());
            }
            return;
        }
        var goesOn = activity == Activity.Progressing
                || activity == Activity.InStep
                || activity == Activity.Awaiting
                || activity == Activity.Behind;
        if (was.equals(Activity.Retrying.name()) && goesOn) {
            tell(EventReason.Recovered, "the passing error is over");
        }
        switch (activity) {
            case Retrying ->
                tell(EventReason.Retrying, ((Retry) outcome).failure().message());
            case Stopping -> stopping(was);
            case StopBlocked -> tell(EventReason.StopBlocked, after.message());
            case ReleaseBlocked -> tell(EventReason.ReleaseBlocked, after.message());
            case InStep -> inStep(was);
            case Behind -> tell(EventReason.FellBehind, after.message());
            case Resting,
                    Progressing,
                    Awaiting,
                    Failing,
                    Releasing -> {} // told by the state, the plan or the switchover
        }
    }

    /** Not told again where only an obstacle is gone. */
    private void stopping(String was) {
        if (!was.equals(Activity.StopBlocked.name())) {
            tell(EventReason.Stopping, after.message());
        }
    }

    /** The code of the error that was waited out, or null. */
    private static String waitedFor(MigrationTaskStatus status) {
        return status.retry() == null ? null : status.retry().code();
    }

    private void inStep(String was) {
        if (after.phase() == Phase.IncrementalSync || was.equals(Activity.Behind.name())) {
            tell(EventReason.InStep, "caught up with the source");
        }
    }

    /** Once for each that is waited for. */
    private void waiting() {
        var waiting = after.waiting();
        if (waiting != null
                && (before.waiting() == null
                        || !waiting.holder().equals(before.waiting().holder()))) {
            tell(EventReason.Waiting, "waits for " + waiting.holder() + ". " + waiting.remedy());
        }
    }

    /** Only what lasts: a source that is busy for a minute is none of anybody's business. */
    private void speed() {
        var was = isSlowForLong(before.speed());
        var is = isSlowForLong(after.speed());
        if (is && !was) {
            tell(EventReason.GivingWay, after.speed().message());
        } else if (was && after.speed() != null && !is) {
            tell(EventReason.GivingWayOver, after.speed().message());
        }
    }

    private static boolean isSlowForLong(SpeedStatus speed) {
        return speed != null && Boolean.TRUE.equals(speed.lasting());
    }

    private void ending() {
        tell(EventReason.Ending, ReleaseTexts.releasing(after.phase()));
        Stranded.differing(new StatusDraft(after))
                .ifPresent(stranded -> tell(
                        EventReason.StrandedWrites,
                        "the task ends while the databases differ: " + stranded + keeping()));
    }

    private String keeping() {
        return Stranded.unacknowledgedRows(after.forwardSwitchover()) == 0
                ? ""
                : "; nobody has acknowledged the rows, so they are kept in a table that the task leaves: an event"
                        + " StrandedRowsKept names it";
    }

    /** As soon as one side has been released. */
    private void keptRows() {
        var kept = Stranded.kept(after.forwardSwitchover());
        if (!kept.equals(Stranded.kept(before.forwardSwitchover()))) {
            tell(EventReason.StrandedRowsKept, ReleaseTexts.kept(kept));
        }
    }

    private void sequences() {
        var script = SequencesBehind.of(after.release());
        if (script != null && !script.equals(SequencesBehind.of(before.release()))) {
            tell(EventReason.SequencesBehind, ReleaseTexts.SEQUENCES);
        }
    }

    private void state() {
        if (before.state() == after.state()) {
            if (after.state() == TaskState.Failed && !after.failure().equals(before.failure())) {
                tell(EventReason.Failed, after.message());
            }
            return;
        }
        switch (after.state()) {
            case Failed -> tell(EventReason.Failed, after.message());
            case Stopped -> tell(EventReason.Stopped, "nothing of the task runs on either database");
            case Completed -> tell(EventReason.Completed, after.message());
            case Ending -> ending();
            case Ended ->
                tell(
                        ReleaseTexts.isAbandoned(after.release()) ? EventReason.ReleaseAbandoned : EventReason.Ended,
                        after.message());
            case NotConfigured, NotStarted, Running, Modifying, Integrating -> {} // told by the plan
        }
    }
}
