package dev.datamigration.lifecycle.condition;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.modification.ModificationState;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.status.ConditionList;
import dev.datamigration.lifecycle.status.StatusDraft;

/** Tells of objects that the spec asks for and that the task does not go by: why not, and what to do about it. */
final class ModificationConditions {
    static final String PENDING = "ModificationPending";
    static final String FAILED = "ModificationFailed";

    private static final String PUT_BACK = "; put spec.objects back as status.objects has it";

    private ModificationConditions() {}

    private static final Reason TOO_OLD = new Reason(
            "WorkerTooOld",
            "the task's worker is of an earlier version, which cannot take further tables; set"
                    + " spec.desiredState to Stopped, and to Running once the task is Stopped");

    private record Reason(String reason, String message) {}

    static void add(Observation seen, StatusDraft draft, ConditionList list) {
        var record = ModificationRules.open(draft.modifications);
        record.filter(last -> last.state() == ModificationState.Failed)
                .ifPresent(last -> list.add(FAILED, true, last.failure().code(), ModificationTexts.failed(last)));
        if (record.filter(last -> last.state().isUnderWay()).isPresent()
                && ModificationRules.hasWorker(draft.state)
                && ModificationRules.areUnknown(seen)) {
            list.add(PENDING, true, TOO_OLD.reason(), "spec.objects was changed: " + TOO_OLD.message());
        }
        var settled = draft.state == TaskState.Ending || draft.state == TaskState.Ended;
        if (!settled
                && record.isEmpty()
                && ModificationRules.isAsked(seen.spec().objects(), draft.objects)) {
            var pending = pending(seen, draft);
            list.add(PENDING, true, pending.reason(), "spec.objects was changed: " + pending.message());
        }
    }

    private static Reason pending(Observation seen, StatusDraft draft) {
        if (!ModificationRules.takesTables(seen.plan())) {
            return refused("a task without Full and Incremental among its migrationTypes takes no further tables"
                    + PUT_BACK + ", and create another task for them");
        }
        if (draft.phase == Phase.ForwardSwitchover || draft.phase == Phase.ReverseIncrement) {
            return refused("a task takes no further tables once its switchover was entered" + PUT_BACK);
        }
        if (!ModificationRules.treatsAlike(seen.spec().objects(), draft.objects)) {
            return refused(
                    "what the task has cannot get another name or be treated otherwise; put back all but include,"
                            + " exclude and further entries of renameSchemas and renameTables, as status.objects has it");
        }
        if (draft.state == TaskState.Failed) {
            return new Reason("Failed", "that is taken up once what failed is mended and the task was resumed");
        }
        if (draft.state == TaskState.Stopped) {
            return new Reason("Stopped", "that is taken up once the task runs again");
        }
        if (!ModificationRules.isPossible(draft.status())) {
            return new Reason(
                    "Waiting", "that is taken up once the tables are loaded and their changes have caught up");
        }
        return ModificationRules.areUnknown(seen)
                ? TOO_OLD
                : new Reason("Waiting", "that is taken up as soon as the task's worker is at work");
    }

    private static Reason refused(String message) {
        return new Reason("Refused", message);
    }
}
