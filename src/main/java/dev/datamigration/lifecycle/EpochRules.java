package dev.datamigration.lifecycle;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.lifecycle.condition.EpochConditions;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.TaskOutcome;
import dev.datamigration.lifecycle.model.TaskOutcome.Cause;
import dev.datamigration.lifecycle.model.TaskOutcome.Fail;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.rule.RemedyTexts;

/**
 * Decides what becomes of a task whose databases know a later worker than its status does. The status may have been restored to an
 * older one: then nobody but a still later worker goes on. Or another operator, of another cluster, moves the same task: two
 * that take it from each other would do so for ever, so the second time within a while a person is asked.
 */
final class EpochRules {
    private static final String SUPERSEDED = "Superseded";

    private EpochRules() {}

    static TaskOutcome superseded(Observation seen, WorkerState.Superseded found) {
        return EpochConditions.raisedLately(seen)
                ? new Fail(contested(seen, found), null)
                : Rules.begin(seen, seen.status().phase(), Cause.Raise);
    }

    private static FailureStatus contested(Observation seen, WorkerState.Superseded found) {
        return new FailureStatus(
                SUPERSEDED,
                FailureClass.NeedsPerson,
                null,
                "worker %d was replaced by worker %d, which nobody here has begun, and not for the first time within %d minutes: another operator moves this task, too"
                        .formatted(seen.epoch(), found.holder(), EpochConditions.A_WHILE.toMinutes()),
                "see to it that one operator alone moves it, for instance by stopping the operator of the cluster that this"
                        + " one's objects were copied from" + RemedyTexts.THEN_RESUME,
                found.phase(),
                null);
    }
}
