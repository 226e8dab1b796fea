package dev.datamigration.task;

import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.Endpoint;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.engine.Goal;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.kubernetes.secret.DatabaseSecrets;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.Directive.Pursue;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.task.observation.Observer;
import java.util.Set;

/** Adds to what is wanted all that a worker must know for it. */
final class Goals {
    private Goals() {}

    /** @throws FailureException if the spec or a Secret lacks something */
    static Logins logins(MigrationTask task, DatabaseSecrets secrets) {
        var namespace = task.getMetadata().getNamespace();
        var source = configured(task.getSpec().source(), Side.Source);
        var target = configured(task.getSpec().target(), Side.Target);
        return new Logins(secrets.read(namespace, Side.Source, source), secrets.read(namespace, Side.Target, target));
    }

    private static Endpoint configured(Endpoint endpoint, Side side) {
        if (endpoint == null) {
            var field = side == Side.Source ? "spec.source" : "spec.target";
            throw new FailureException(new Failure(
                    FailureCode.NotConfigured, side, field + " was removed", "set " + field + " as it was before"));
        }
        return endpoint;
    }

    /** @param written the status as it was just written */
    static Goal goal(
            MigrationTask task, MigrationTaskStatus written, Pursue told, Logins logins, long loginsReadAfter) {
        var quiet = written.quietEpoch() == null ? 0 : written.quietEpoch();
        var known = task.getStatus() == null ? null : task.getStatus().checkpoints();
        var plan = plan(task.getSpec(), objects(task, written, told.wanted()), logins);
        return new Goal(Observer.id(task), told.epoch(), told.wanted(), plan, loginsReadAfter, quiet, known);
    }

    /** What the worker goes by: what it is to bring about, else what the task has; the spec's where nothing is remembered. */
    private static ObjectSelection objects(MigrationTask task, MigrationTaskStatus written, Wanted wanted) {
        if (wanted instanceof Wanted.Run run && run.modification().work() != null) {
            return run.modification().work().objects();
        }
        return written.objects() == null ? task.getSpec().objects() : written.objects();
    }

    private static MigrationPlan plan(MigrationTaskSpec spec, ObjectSelection objects, Logins logins) {
        return new MigrationPlan(
                logins.source(),
                logins.target(),
                Set.copyOf(spec.migrationTypes()),
                objects,
                spec.precheck(),
                spec.fullMigration(),
                spec.incrementalSync(),
                spec.fullVerification(),
                spec.limits(),
                spec.forwardSwitchover(),
                spec.engine(),
                spec.recovery());
    }

    /**
     * The refused login that a worker waits out until its Secret was read again; 0 for none.
     *
     * @param report of the worker, or null
     */
    static long refusal(Report report) {
        if (report == null) {
            return 0;
        }
        if (report.activity() instanceof WorkerState.Quiescing quiescing) {
            return quiescing.refusal();
        }
        return report.activity() instanceof WorkerState.Retrying retrying ? retrying.refusal() : 0;
    }

    /** Returns whether the application stands still until it is done: nothing is asked before that can be asked later. */
    static boolean isUrgent(Directive directive) {
        return directive instanceof Pursue told
                && told.wanted() instanceof Wanted.Run run
                && run.switchover() instanceof StepWork.Perform step
                && (step.step() == SwitchoverStep.ConfirmStopTimestamp
                        || step.step() == SwitchoverStep.StopForwardSync);
    }
}
