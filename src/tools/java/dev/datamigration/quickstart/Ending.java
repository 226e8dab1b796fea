package dev.datamigration.quickstart;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.TaskState;

/** Ends the task: what it held on both databases must be gone, and the rows must stay. */
record Ending(Watch watch, Databases databases) {
    void play(Expectations expectations) {
        watch.screen().say("\n  ending the task");
        watch.task().want(DesiredState.Ended);
        watch.untilStatus("the task to end", status -> status.state() == TaskState.Ended);
        var source = databases.source();
        var left = Long.parseLong(source.queryOne(
                "SELECT (SELECT count(*) FROM pg_replication_slots) + (SELECT count(*) FROM pg_publication)"));
        expectations.expect(
                left == 0 && !new Checkpoints(databases.target()).exist(),
                "the task has ended and left no slot, no publication and no checkpoint behind");
    }
}
