package dev.datamigration.engine;

import dev.datamigration.api.status.CheckpointsStatus;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.plan.MigrationPlan;

/**
 * Says what should be of a task. Complete in itself: pursuing a goal twice is pursuing it once.
 *
 * @param epoch counts the workers of the task; one with a lower epoch is refused
 * @param loginsReadAfter the last refused login, as the worker counts them, after which the logins of the plan were read
 *     again; 0 for none
 * @param quietEpoch up to which worker it is known of all that they have no session on either server any more; 0 for none
 * @param known what both databases are known to have committed, or null where nothing is: what they say less of, they have
 *     lost
 */
public record Goal(
        TaskId task,
        long epoch,
        Wanted wanted,
        MigrationPlan plan,
        long loginsReadAfter,
        long quietEpoch,
        CheckpointsStatus known) {
    /** Of a task of which nothing is known. */
    public Goal(TaskId task, long epoch, Wanted wanted, MigrationPlan plan) {
        this(task, epoch, wanted, plan, 0, 0, null);
    }

    /** Of a task of which nothing is known. */
    public Goal(TaskId task, long epoch, Wanted wanted, MigrationPlan plan, long loginsReadAfter) {
        this(task, epoch, wanted, plan, loginsReadAfter, 0, null);
    }

    /** This goal as a worker takes it that pursues an earlier one of the same epoch. */
    public Goal following(Goal earlier) {
        return earlier.epoch != epoch
                ? this
                : new Goal(task, epoch, wanted, plan.following(earlier.plan), loginsReadAfter, quietEpoch, known);
    }

    /** Returns whether nothing of an earlier worker is on either server any more. */
    public boolean isAlone() {
        return quietEpoch >= epoch - 1;
    }

    /** Returns whether nothing should be held any more. */
    public boolean isRelease() {
        return wanted instanceof Wanted.Release || wanted instanceof Wanted.ReleaseOrphans;
    }
}
