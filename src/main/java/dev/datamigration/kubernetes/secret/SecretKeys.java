package dev.datamigration.kubernetes.secret;

import dev.datamigration.api.endpoint.SecretKeyRef;
import dev.datamigration.failure.FailureException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.function.UnaryOperator;

/** Reads single keys of Secrets. They are read when they are used and never watched. */
public final class SecretKeys {
    private final KubernetesClient client;

    public SecretKeys(KubernetesClient client) {
        this.client = client;
    }

    /**
     * The value of the key, which is not empty.
     *
     * @param host the host that the value is for, told from the value itself
     * @throws FailureException naming the Secret and the key if something is missing, or if the Secret does not allow it
     */
    public String read(String namespace, SecretKeyRef ref, UnaryOperator<String> host) {
        var values = SecretValues.read(client, namespace, ref.name(), null, "--from-literal=" + ref.key() + "=…");
        values.consent().requireAny();
        var value = values.required(ref.key());
        values.consent().require(host.apply(value));
        return value;
    }
}
