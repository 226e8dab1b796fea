package dev.datamigration.task;

import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.Endpoint;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.kubernetes.secret.DatabaseSecrets;
import dev.datamigration.plan.MigrationPlan;
import java.util.Set;

/** Composes what a worker must know. */
final class Plans {
    private final DatabaseSecrets secrets;

    Plans(DatabaseSecrets secrets) {
        this.secrets = secrets;
    }

    /** @throws FailureException if the spec or a Secret lacks something */
    Logins logins(MigrationTask task) {
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

    static MigrationPlan plan(MigrationTaskSpec spec, Logins logins) {
        return new MigrationPlan(
                logins.source(),
                logins.target(),
                Set.copyOf(spec.migrationTypes()),
                spec.objects(),
                spec.precheck(),
                spec.fullMigration(),
                spec.incrementalSync(),
                spec.fullVerification(),
                spec.limits(),
                spec.forwardSwitchover(),
                spec.engine(),
                spec.recovery());
    }
}
