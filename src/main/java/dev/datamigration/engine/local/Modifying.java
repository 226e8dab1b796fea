package dev.datamigration.engine.local;

import dev.datamigration.database.RunScope;
import dev.datamigration.engine.local.modification.ObjectChanger;
import dev.datamigration.lifecycle.modification.ModificationWork;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.run.Run;
import java.util.function.BiFunction;

/**
 * The change of the task's objects that is under way beside the phases of a run. One at a time: another one begins once the one before
 * has ended. Its failures are its own.
 */
final class Modifying {
    private final Run run;
    private final ProgressBoard progressBoard;
    private final Runnable onChange;
    private final BiFunction<String, Runnable, Thread> starter;
    private ModificationWork wanted;
    private RunScope scope;
    private Thread thread;

    /**
     * @param onChange called when something is known that does not wait for the next report
     * @param starter starts a thread under a name, whose failures end the run
     */
    Modifying(Run run, ProgressBoard progressBoard, Runnable onChange, BiFunction<String, Runnable, Thread> starter) {
        this.run = run;
        this.progressBoard = progressBoard;
        this.onChange = onChange;
        this.starter = starter;
    }

    /**
     * Returns at once.
     *
     * @param work null where nothing is to be changed
     * @param changing what does it on the servers, within a scope
     */
    synchronized void pursue(ModificationWork work, Changing changing) {
        if (work == null || work.equals(wanted)) {
            return;
        }
        wanted = work;
        var before = thread;
        if (scope != null) {
            scope.cancel();
        }
        var within = run.scope().child();
        var pursuit = new ModificationPursuit(within, work, () -> run.plan().engine(), found -> {
            if (progressBoard.post(found)) {
                onChange.run();
            }
        });
        scope = within;
        thread = starter.apply(
                "modify",
                () -> Background.untilCancelled(
                        () -> {
                            if (before != null) {
                                OwnedThreads.join(before);
                            }
                            pursuit.pursue(changing.within(run.within(within)));
                        },
                        within));
    }

    /** Makes what changes objects within a run's scope. */
    @FunctionalInterface
    interface Changing {
        ObjectChanger within(Run scoped);
    }

    /** Waits until it has ended; the run must be cancelled. */
    synchronized void close() {
        if (thread != null) {
            OwnedThreads.join(thread);
        }
    }
}
