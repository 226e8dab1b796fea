package dev.datamigration.lifecycle.condition;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.failure.Cut;
import dev.datamigration.failure.OneLine;
import dev.datamigration.lifecycle.model.Activity;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.TaskOutcome;
import dev.datamigration.lifecycle.model.TaskOutcome.Failing;
import dev.datamigration.lifecycle.model.TaskOutcome.ReleaseBlocked;
import dev.datamigration.lifecycle.model.TaskOutcome.Retry;
import dev.datamigration.lifecycle.model.TaskOutcome.Stop;
import dev.datamigration.lifecycle.rule.LatestComparison;
import dev.datamigration.lifecycle.rule.Quiescent;
import dev.datamigration.lifecycle.rule.RecoveryRules;
import dev.datamigration.lifecycle.rule.RemedyTexts;
import dev.datamigration.lifecycle.rule.RetryTexts;
import dev.datamigration.lifecycle.rule.Stranded;
import dev.datamigration.lifecycle.rule.VerificationTexts;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.switchover.SwitchoverTexts;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** The sentence on what is going on or what to do next. Holds no figure that changes while nothing happens. */
public final class TaskMessages {
    private static final int LONGEST = 1000;

    private TaskMessages() {}

    public static String of(Observation seen, TaskOutcome outcome, StatusDraft draft, Activity activity) {
        // remedies may be several lines of SQL
        return Cut.to(LONGEST, OneLine.of(text(seen, outcome, draft, activity)));
    }

    private static String text(Observation seen, TaskOutcome outcome, StatusDraft draft, Activity activity) {
        if (outcome instanceof Retry retry) {
            return RetryTexts.of(retry.failure(), retry.tries());
        }
        if (outcome instanceof ReleaseBlocked blocked) {
            return ReleaseTexts.blocked(blocked);
        }
        if (outcome instanceof Failing failing) {
            return Quiescent.failing(seen, failing.failure());
        }
        if (outcome instanceof Stop) {
            return Quiescent.stopping(seen);
        }
        return switch (draft.state) {
            case NotConfigured -> "not configured; set " + missing(seen.spec());
            case NotStarted -> "configured; set spec.desiredState to Running to start";
            case Running, Modifying, Integrating -> running(seen, draft, activity == Activity.Behind);
            case Stopped -> "stopped; set spec.desiredState to Running to go on from the checkpoint";
            case Failed -> failed(draft.failure);
            case Completed ->
                "all data is moved" + verdict(draft)
                        + "; set spec.desiredState to Ended to release what the task holds";
            case Ending -> ReleaseTexts.releasing(draft.phase);
            case Ended ->
                ReleaseTexts.ended(draft.release, draft.phase)
                        + Stranded.differing(draft)
                                .map(stranded -> "; the databases differed when it ended: " + stranded)
                                .orElse("")
                        + keptRows(draft);
        };
    }

    private static String keptRows(StatusDraft draft) {
        var kept = Stranded.kept(draft.forwardSwitchover);
        return kept.isEmpty() ? "" : "; " + ReleaseTexts.kept(kept);
    }

    private static String missing(MigrationTaskSpec spec) {
        var missing = new ArrayList<String>();
        if (spec.source() == null) {
            missing.add("spec.source");
        }
        if (spec.target() == null) {
            missing.add("spec.target");
        }
        if (spec.objects() == null) {
            missing.add("spec.objects");
        }
        return missing.stream().collect(Collectors.joining(", "));
    }

    private static String running(Observation seen, StatusDraft draft, boolean behind) {
        if (behind) {
            return Lag.text(draft)
                    + ModificationTexts.now(draft)
                    + SwitchoverTexts.notYet(seen, draft)
                    + SwitchoverTexts.late(draft.forwardSwitchover);
        }
        var text = switch (draft.phase) {
            case Precheck ->
                draft.complete()
                        ? "both databases are checked, and nothing is made yet: status.precheck.plan says what will be; set spec.precheck.hold to false to go on"
                        : "checking both databases";
            case SchemaMigration -> "creating the schema on the target";
            case FullMigration -> hasNotBegun(draft) ? "the load has not begun" : "loading the tables";
            case IncrementalSync ->
                draft.complete() && !RecoveryRules.unverified(draft.checkpoints)
                        ? "in step with the source; changes are synchronised as they come"
                        : "catching up with the source";
            case FullVerification ->
                draft.complete()
                        ? "changes are synchronised as they come" + verdict(draft)
                        : "comparing both databases while changes are synchronised";
            case ForwardSwitchover -> SwitchoverTexts.now(seen, draft.forwardSwitchover);
            case ReverseIncrement -> SwitchoverTexts.after(seen, draft.forwardSwitchover);
        };
        return text
                + waiting(draft)
                + unverified(draft)
                + ModificationTexts.now(draft)
                + SwitchoverTexts.notYet(seen, draft)
                + SwitchoverTexts.late(draft.forwardSwitchover);
    }

    /** It waits for somebody, and not a row was loaded. */
    private static boolean hasNotBegun(StatusDraft draft) {
        return draft.waiting != null && ProgressText.nothingLoaded(draft.full);
    }

    private static String unverified(StatusDraft draft) {
        return RecoveryRules.unverified(draft.checkpoints)
                ? "; changes are applied to rows that are to be verified since spec.recovery.accept was used: no switchover"
                        + " before a full verification has found both databases equal (set spec.fullVerification.repair.mode"
                        + " to Apply and raise spec.fullVerification.runNonce)"
                : "";
    }

    private static String waiting(StatusDraft draft) {
        var waiting = draft.waiting;
        return waiting == null
                ? ""
                : "; waits on the %s, since %s, for %s. %s"
                        .formatted(waiting.side().word(), waiting.since(), waiting.holder(), waiting.remedy());
    }

    private static String verdict(StatusDraft draft) {
        var stranded = Stranded.text(draft);
        if (stranded.isPresent()) {
            return (Stranded.differing(draft).isPresent() ? "; the databases differ: " : "; ") + stranded.get();
        }
        var latest = LatestComparison.of(draft);
        return switch (latest.result()) {
            case None -> "";
            case Skipped -> "; full verification was skipped";
            case Consistent -> "; " + VerificationTexts.equal(latest.found()) + SchemaConditions.reservation(draft);
            case Inconsistent -> "; " + VerificationTexts.different(latest);
        };
    }

    public static String failed(FailureStatus failure) {
        return failure == null ? "failed" : failure.message() + " — " + RemedyTexts.ofFailed(failure);
    }
}
