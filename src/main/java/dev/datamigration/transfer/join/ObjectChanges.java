package dev.datamigration.transfer.join;

import dev.datamigration.api.Phase;
import dev.datamigration.api.modification.ObjectChangeState;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.RemovedTableHandling;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings a task whose forward synchronisation runs to the tables that are selected now: those that it does not have are migrated by a
 * sub-task beside it and then join it, and those that are selected no more leave it. What there is to do follows from the
 * checkpoints, so that it may be killed anywhere and carried out again by whichever worker is next, and a change that was begun is
 * withdrawn by carrying out the selection of before.
 *
 * <p>How it is used, by the background of a worker: a run of a phase after the schema was migrated is first told, by {@link #follow}, which
 * tables its synchronisation has; then the synchronisation runs, and a thread of its own calls {@link #carryOut}. After a failure of that the
 * synchronisation runs on with the tables that it had; a new object with the same arguments tries again and goes on where the last one
 * was.
 */
public final class ObjectChanges {
    private final Run run;
    private final ObjectSelection wanted;
    private final long number;
    private final RemovedTableHandling removedTables;
    private final MainStream main;
    private final Consumer<ObjectChangeState> progress;

    /**
     * @param run of the task, in the forward direction, within a scope that ends the change alone; the task must be claimed
     * @param wanted the objects that are selected now
     * @param number of the change, from 1; the sub-task that adds tables is known by it on both servers
     * @param removedTables what becomes of the data of tables that are removed
     * @param main the task's synchronisation, which runs
     * @param progress told of each state but {@code Done}, at most a few times a second, from several threads; must not block
     */
    public ObjectChanges(
            Run run,
            ObjectSelection wanted,
            long number,
            RemovedTableHandling removedTables,
            MainStream main,
            Consumer<ObjectChangeState> progress) {
        this.run = run;
        this.wanted = wanted;
        this.number = number;
        this.removedTables = removedTables;
        this.main = main;
        this.progress = progress;
    }

    /**
     * Tells a run that has just begun which of the objects of its plan its synchronisation has: all but tables that have yet to be added.
     * Must come after the task was claimed, and before anything reads the selection; does nothing where the load is not
     * planned yet, which then loads all. {@link Run#update} leaves the selection alone from then on.
     */
    public static void follow(Run run) {}

    /**
     * Does all that is to be done, and returns when the synchronisation has the tables that are wanted. The run has the wanted selection
     * then, so that whatever compares or looks at it next sees the tables that were added.
     *
     * @throws FailureException if it cannot go on; a transient one is to be tried again, as of any stage. Nothing of the change runs on
     *     either server then, and what it has made is kept for the next attempt, or until the change is withdrawn or the task
     *     released
     * @throws java.util.concurrent.CancellationException if the run's scope was cancelled; then as after a failure
     */
    public ObjectChangeState.Done carryOut() {
        progress.accept(new ObjectChangeState.Migrating(List.of(), List.of(), Phase.Precheck, null, null, null));
        throw new FailureException(new Failure(
                FailureCode.Unexpected,
                null,
                "Tables cannot be added or removed yet: change %d of %s, with main stream %s and tables removed to be %s."
                        .formatted(number, run.scope().taskId(), main, removedTables),
                "Put spec.objects back (%s).".formatted(wanted)));
    }
}
