package dev.datamigration.quickstart;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.testing.TestDatabase;
import java.util.HashSet;
import java.util.List;

/** Stops the task when a third of the rows is loaded, and lets it go on. */
final class PauseInTheLoad {
    private static final long ROWS_THAT_TAKE_TIME = 1_000_000;

    private final Watch watch;
    private final Databases databases;
    private final Checkpoints checkpoints;
    private List<String> finishedBefore = List.of();

    PauseInTheLoad(Watch watch, Databases databases) {
        this.watch = watch;
        this.databases = databases;
        this.checkpoints = new Checkpoints(databases.target());
    }

    void play(long rows, Expectations expectations) {
        watch.until("a third of the rows to be loaded", () -> checkpoints.loadedRows() >= rows / 3);
        watch.task().want(DesiredState.Stopped);
        var stopped = watch.untilStatus("the task to stop", status -> status.state() == TaskState.Stopped);
        finishedBefore = checkpoints.finishedChunks();
        watch.screen()
                .say("  stopped with %s of about %s rows loaded, in %d finished chunks"
                        .formatted(
                                Figures.count(checkpoints.loadedRows()), Figures.count(rows), finishedBefore.size()));
        expectStop(stopped, rows, expectations);
        expectations.expect(
                backends(databases.source()) + backends(databases.target()) == 0,
                "while it was stopped, nothing of it ran on either server");
        watch.task().want(DesiredState.Running);
        watch.untilStatus("the task to go on", status -> status.state() == TaskState.Running);
        watch.screen().say("  resumed");
    }

    /** Few rows are loaded before anybody can stop the task, which then says nothing against it. */
    private static void expectStop(MigrationTaskStatus stopped, long rows, Expectations expectations) {
        if (!isInTheLoad(stopped) && rows < ROWS_THAT_TAKE_TIME) {
            expectations.expect(
                    true,
                    "the task was stopped, after its full migration: so few rows are loaded at once (-Drows=%d shows more)"
                            .formatted(ROWS_THAT_TAKE_TIME));
        } else {
            expectations.expect(isInTheLoad(stopped), "the task was stopped in the middle of the full migration");
        }
    }

    private static boolean isInTheLoad(MigrationTaskStatus status) {
        return status.phase() == Phase.FullMigration && !Boolean.TRUE.equals(status.phaseComplete());
    }

    /** Sessions that are neither the writer's nor this program's own. */
    private static long backends(TestDatabase database) {
        return Long.parseLong(
                database.queryOne(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND backend_type IN ('client backend', 'walsender') AND application_name NOT IN ('shop', 'test')"));
    }

    /** To be asked once the load has ended. */
    void check(Expectations expectations) {
        var finished = new HashSet<>(checkpoints.finishedChunks());
        expectations.expect(
                checkpoints.copiedTwice() == 0 && finished.containsAll(finishedBefore),
                "%d of %d chunks were finished before the stop; chunks copied twice: %d"
                        .formatted(finishedBefore.size(), checkpoints.chunks(), checkpoints.copiedTwice()));
    }
}
