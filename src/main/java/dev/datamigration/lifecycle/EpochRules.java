package dev.datamigration.lifecycle;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.lifecycle.TaskOutcome.Begin;
import dev.datamigration.lifecycle.TaskOutcome.Cause;
import dev.datamigration.lifecycle.TaskOutcome.Fail;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;

/**
 * What becomes of a task whose databases know a later worker than its status does. The status may have been restored to an
 * older one: then nobody but a still later worker goes on. Or another operator, of another cluster, moves the same task: two
 * that take it from each other would do so for ever, so the second time within a while a person is asked.
 */
final class EpochRules {
    static final String RAISED = "EpochRaised";
    private static final String SUPERSEDED = "Superseded";
    private static final Duration A_WHILE = Duration.ofMinutes(10);

    private EpochRules() {}

    /** The epoch of the later worker that a database knows; 0 where none is known. */
    static long holder(Observation seen) {
        return seen.workerState().orElse(null) instanceof WorkerState.Superseded superseded ? superseded.holder() : 0;
    }

    static TaskOutcome superseded(Observation seen, WorkerState.Superseded found) {
        return raisedLately(seen)
                ? new Fail(contested(seen, found), null)
                : Rules.begin(seen, seen.status().phase(), Cause.Raise);
    }

    private static FailureStatus contested(Observation seen, WorkerState.Superseded found) {
        return new FailureStatus(
                SUPERSEDED,
                FailureClass.NeedsPerson,
                null,
                "worker %d was replaced by worker %d, which nobody here has begun, and not for the first time within %d minutes: another operator moves this task, too"
                        .formatted(seen.epoch(), found.holder(), A_WHILE.toMinutes()),
                "see to it that one operator alone moves it, for instance by stopping the operator of the cluster that this"
                        + " one's objects were copied from" + RemedyTexts.THEN_RESUME,
                found.failure().phase(),
                null);
    }

    private static boolean raisedLately(Observation seen) {
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
                .formatted(holder(seen), seen.epoch(), next);
    }
}
