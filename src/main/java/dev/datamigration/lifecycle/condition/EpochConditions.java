package dev.datamigration.lifecycle.condition;

import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.TaskOutcome;
import dev.datamigration.lifecycle.model.TaskOutcome.Begin;
import dev.datamigration.lifecycle.model.TaskOutcome.Cause;
import dev.datamigration.lifecycle.status.ConditionList;
import dev.datamigration.lifecycle.status.StatusDraft;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;

/** The condition that says that the epoch of a task had to be raised above its status, and its texts. */
public final class EpochConditions {
    public static final Duration A_WHILE = Duration.ofMinutes(10);
    private static final String RAISED = "EpochRaised";

    private EpochConditions() {}

    public static boolean raisedLately(Observation seen) {
        return ConditionList.find(seen.status().conditions(), RAISED)
                .filter(raised -> lately(raised, seen.now()))
                .isPresent();
    }

    private static boolean lately(Condition raised, Instant now) {
        return Instant.parse(raised.getLastTransitionTime()).plus(A_WHILE).isAfter(now);
    }

    /** Says for a while that the epoch was raised; somebody who resumes the task has seen to it. */
    static void condition(Observation seen, TaskOutcome outcome, StatusDraft draft, ConditionList list) {
        if (outcome instanceof Begin begin && begin.cause() == Cause.Raise) {
            list.add(RAISED, true, "LaterWorkerKnown", raised(seen, draft.epoch));
        } else if (raisedLately(seen) && !(outcome instanceof Begin begin && begin.cause() == Cause.Resume)) {
            ConditionList.find(draft.conditions, RAISED)
                    .ifPresent(known -> list.add(RAISED, true, known.getReason(), known.getMessage()));
        }
    }

    static String raised(Observation seen, long next) {
        return "a database knows worker %d of this task, its status only worker %d: the status was restored to an older one, or another operator moves the task, too; worker %d goes on from the checkpoints"
                .formatted(seen.laterWorker(), seen.epoch(), next);
    }
}
