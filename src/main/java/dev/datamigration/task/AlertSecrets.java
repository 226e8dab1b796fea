package dev.datamigration.task;

import dev.datamigration.api.endpoint.SecretKeyRef;
import java.util.function.UnaryOperator;

/** Reads what alerts need of Secrets. */
@FunctionalInterface
interface AlertSecrets {
    /**
     * @param host the host that the value is for, told from the value itself
     * @throws dev.datamigration.failure.FailureException if it is missing, or the Secret does not allow that host
     */
    String read(String namespace, SecretKeyRef ref, UnaryOperator<String> host);
}
