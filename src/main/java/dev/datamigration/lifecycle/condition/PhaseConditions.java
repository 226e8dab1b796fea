package dev.datamigration.lifecycle.condition;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.lifecycle.model.Plan;
import dev.datamigration.lifecycle.rule.LatestComparison;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.rule.PrecheckRules;
import dev.datamigration.lifecycle.rule.RecoveryRules;
import dev.datamigration.lifecycle.rule.Stranded;
import dev.datamigration.lifecycle.rule.VerificationTexts;
import dev.datamigration.lifecycle.status.ConditionList;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.status.SwitchoverView;

/** One condition for each part of the plan, once the task was started. */
final class PhaseConditions {
    private static final String UNVERIFIED =
            "changes are applied, but what was lost before is to be found by a full verification";

    private PhaseConditions() {}

    static void add(Plan plan, StatusDraft draft, boolean behind, ConditionList list) {
        if (draft.phase == null) {
            return;
        }
        precheck(draft, list);
        if (plan.has(Phase.SchemaMigration)) {
            plain("SchemaMigrated", Phase.SchemaMigration, draft, list);
        }
        if (plan.has(Phase.FullMigration)) {
            plain("FullMigrationCompleted", Phase.FullMigration, draft, list);
        }
        if (plan.has(Phase.IncrementalSync)) {
            synchronised(draft, behind, list);
        }
        if (SwitchoverView.completed(draft.forwardSwitchover) > 0) {
            synchronisedBack(draft, behind, list);
        }
        if (plan.has(Phase.FullVerification)) {
            verified(draft, behind, list);
        }
        SchemaConditions.add(draft, list);
    }

    private static boolean done(Phase phase, StatusDraft draft) {
        var order = draft.phase.compareTo(phase);
        return order > 0 || order == 0 && draft.complete();
    }

    private static String notDone(Phase phase, StatusDraft draft) {
        return draft.phase == phase ? "InProgress" : "Pending";
    }

    private static void plain(String type, Phase phase, StatusDraft draft, ConditionList list) {
        var done = done(phase, draft);
        list.add(type, done, done ? "Done" : notDone(phase, draft), phase + (done ? " is done" : " is not done yet"));
    }

    private static void precheck(StatusDraft draft, ConditionList list) {
        if (done(Phase.Precheck, draft)) {
            list.add("PrecheckPassed", true, "Passed", "no item of the precheck holds the task back");
        } else if (precheckFailed(draft.failure)) {
            list.add("PrecheckPassed", false, "ItemsFailed", draft.failure.message());
        } else {
            list.add("PrecheckPassed", false, "InProgress", "the precheck has not ended yet");
        }
    }

    private static boolean precheckFailed(FailureStatus failure) {
        return failure != null && PrecheckRules.PRECHECK_FAILED.equals(failure.code());
    }

    /** Holds only while changes are being synchronised: a stopped task falls behind. */
    private static void synchronised(StatusDraft draft, boolean behind, ConditionList list) {
        var type = "IncrementalSynchronised";
        if (draft.phase.compareTo(Phase.IncrementalSync) < 0) {
            list.add(type, false, "Pending", "the incremental synchronisation has not begun");
        } else if (!ModificationRules.hasWorker(draft.state)) {
            list.add(type, false, "NotRunning", "changes are not being synchronised");
        } else if (!flowsFrom(Side.Source, draft)) {
            list.add(type, false, "SwitchedOver", "the switchover has ended the synchronisation from the source");
        } else if (RecoveryRules.unverified(draft.checkpoints)) {
            list.add(type, false, "Unverified", UNVERIFIED);
        } else if (behind) {
            list.add(type, false, "Behind", "the target is behind, or it is not known that it is not");
        } else if (caughtUp(draft)) {
            list.add(type, true, "CaughtUp", "caught up with the source");
        } else {
            list.add(type, false, "CatchingUp", "catching up with the source");
        }
    }

    private static void synchronisedBack(StatusDraft draft, boolean behind, ConditionList list) {
        var type = "ReverseSynchronised";
        if (!ModificationRules.hasWorker(draft.state)) {
            list.add(type, false, "NotRunning", "changes are not being synchronised");
        } else if (!flowsFrom(Side.Target, draft)) {
            list.add(type, false, "SwitchedOver", "the switchover has ended the synchronisation from the target");
        } else if (RecoveryRules.unverified(draft.checkpoints)) {
            list.add(type, false, "Unverified", UNVERIFIED);
        } else if (behind) {
            list.add(type, false, "Behind", "the source is behind, or it is not known that it is not");
        } else if (draft.reverseIncrement != null && Boolean.TRUE.equals(draft.reverseIncrement.caughtUp())) {
            list.add(type, true, "CaughtUp", "caught up with the target");
        } else {
            list.add(type, false, "CatchingUp", "catching up with the target");
        }
    }

    /** Changes flow from the side that the application is on. */
    static boolean flowsFrom(Side side, StatusDraft draft) {
        var status = draft.forwardSwitchover;
        if (status == null || status.round() == null) {
            return side == Side.Source;
        }
        var stopped = SwitchoverView.underWay(status) && !SwitchoverView.canAbort(status);
        return !stopped && status.applicationSide() == side;
    }

    private static boolean caughtUp(StatusDraft draft) {
        return draft.incremental == null || draft.incremental.caughtUp() == null
                ? done(Phase.IncrementalSync, draft)
                : draft.incremental.caughtUp();
    }

    private static void verified(StatusDraft draft, boolean behind, ConditionList list) {
        if (!done(Phase.FullVerification, draft)) {
            list.add(
                    "Verified",
                    false,
                    notDone(Phase.FullVerification, draft),
                    "the databases have not been compared yet");
            return;
        }
        var stranded = Stranded.text(draft);
        if (stranded.isPresent()) {
            list.add("Verified", false, "Stranded", stranded.get());
            return;
        }
        var latest = LatestComparison.of(draft);
        switch (latest.result()) {
            case Skipped -> list.add("Verified", false, "Skipped", "full verification was skipped");
            case Inconsistent -> list.add("Verified", false, "Inconsistent", VerificationTexts.different(latest));
            case Consistent ->
                list.add(
                        "Verified",
                        true,
                        "Consistent",
                        (behind
                                        ? "the tables that were compared were equal then"
                                        : VerificationTexts.equal(latest.found()))
                                + SchemaConditions.reservation(draft));
            case None -> list.add("Verified", false, "Pending", "the databases have not been compared yet");
        }
    }
}
