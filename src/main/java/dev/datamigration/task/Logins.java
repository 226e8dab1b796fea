package dev.datamigration.task;

import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.Endpoint;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.kubernetes.secret.DatabaseSecrets;

/** The logins to both databases of a task. */
record Logins(DatabaseAccess source, DatabaseAccess target) {
    /** @throws FailureException if the spec or a Secret lacks something */
    static Logins read(MigrationTask task, DatabaseSecrets secrets) {
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
}
