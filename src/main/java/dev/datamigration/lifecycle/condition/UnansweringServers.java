package dev.datamigration.lifecycle.condition;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.Activity;
import dev.datamigration.lifecycle.rule.ModificationRules;

/** Servers that cannot be asked whether anything of a task is left on them. */
public final class UnansweringServers {
    private UnansweringServers() {}

    /** Returns whether one keeps the task from being stopped, failed or ended. */
    public static boolean holdUp(MigrationTaskStatus status) {
        var activity = TaskConditions.activity(status);
        return status.state() == TaskState.Ending && activity.equals(Activity.ReleaseBlocked.name())
                || ModificationRules.hasWorker(status.state()) && activity.equals(Activity.StopBlocked.name());
    }
}
