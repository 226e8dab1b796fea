package dev.datamigration.engine.local;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.modification.ModificationState;
import dev.datamigration.api.modification.ObjectChangeState;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.database.RunScope;
import dev.datamigration.engine.local.modification.ModificationReports;
import dev.datamigration.engine.local.modification.ObjectChanger;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.lifecycle.model.FailureStatuses;
import dev.datamigration.lifecycle.modification.ModificationIntent;
import dev.datamigration.lifecycle.modification.ModificationReport;
import dev.datamigration.lifecycle.modification.ModificationWork;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Brings one modification to its end beside what else a worker does, and says how far it is. Passing errors are waited out; any
 * other one ends it, and leaves the worker at its work.
 */
final class ModificationPursuit {
    private static final Logger LOG = Logger.getLogger(ModificationPursuit.class);

    private final RunScope scope;
    private final ModificationWork work;
    private final Supplier<EngineSettings> settings;
    private final Consumer<ModificationReport> reports;
    private volatile ObjectChangeState reached;
    private boolean over;

    /**
     * @param scope that ends it alone
     * @param settings of the worker, as they are now
     * @param reports told of each state, from several threads; must not block
     */
    ModificationPursuit(
            RunScope scope,
            ModificationWork work,
            Supplier<EngineSettings> settings,
            Consumer<ModificationReport> reports) {
        this.scope = scope;
        this.work = work;
        this.settings = settings;
        this.reports = reports;
    }

    /** Returns once it is done, has failed, or its scope was cancelled. */
    void pursue(ObjectChanger changer) {
        var attempts = new GoalAttempts(WorkerClock.SYSTEM);
        tell(null);
        while (true) {
            try {
                var done = changer.carryOut(work, this::tell);
                reached = done;
                finish(over(), null);
                return;
            } catch (FailureException e) {
                scope.throwIfCancelled();
                var tries = attempts.failed(String.valueOf(reached));
                if (!passes(e.failure()) || attempts.isOver(settings.get())) {
                    LOG.warnf("Task %s: modification %d failed: %s", scope.taskId(), work.number(), e.getMessage());
                    finish(ModificationState.Failed, FailureStatuses.of(e.failure(), null));
                    return;
                }
                LOG.warnf(
                        "Task %s: modification %d is tried again, for the %d. time: %s",
                        scope.taskId(), work.number(), tries.attempt() + 1, e.getMessage());
            } catch (RuntimeException e) {
                scope.throwIfCancelled();
                LOG.errorf(e, "Task %s: modification %d: unexpected error", scope.taskId(), work.number());
                finish(ModificationState.Failed, FailureStatuses.of(unexpected(e), null));
                return;
            }
            scope.pause(attempts.pauseMillis());
        }
    }

    /** What is waited out of a refused login is that of the worker, which meets it, too. */
    private static boolean passes(Failure failure) {
        return failure.failureClass() == FailureClass.Transient || failure.code() == FailureCode.LoginRefused;
    }

    private ModificationState over() {
        return work.intent() == ModificationIntent.Withdraw
                ? ModificationState.Withdrawn
                : ModificationState.Integrated;
    }

    private static Failure unexpected(RuntimeException error) {
        return new Failure(
                FailureCode.Unexpected,
                null,
                "An unexpected %s ended the change of the task's objects."
                        .formatted(error.getClass().getSimpleName()),
                "Look in the worker's log for the error; please report it, since it is a defect.");
    }

    /** What comes late from another thread does not undo the end. */
    private synchronized void tell(ObjectChangeState state) {
        if (!over) {
            reached = state == null ? reached : state;
            var integrates = state instanceof ObjectChangeState.Integrating;
            report(integrates ? ModificationState.Integrating : ModificationState.Migrating, null);
        }
    }

    private synchronized void finish(ModificationState state, FailureStatus failure) {
        over = true;
        report(state, failure);
    }

    private void report(ModificationState state, FailureStatus failure) {
        reports.accept(ModificationReports.of(work, state, reached, failure));
    }
}
