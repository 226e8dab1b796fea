package dev.datamigration.kubernetes;

import dev.datamigration.api.SecretKeyRef;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads single keys of Secrets. They are read when they are used and never watched. */
public final class SecretKeys {
    private final KubernetesClient client;

    public SecretKeys(KubernetesClient client) {
        this.client = client;
    }

    /**
     * The value of the key, which is not empty.
     *
     * @throws FailureException naming the Secret and the key if something is missing
     */
    public String read(String namespace, SecretKeyRef ref) {
        var secret = get(namespace, ref);
        var data = secret == null ? null : secret.getData();
        var value = data == null ? null : data.get(ref.key());
        if (value == null || value.isBlank()) {
            throw missing(
                    "the Secret " + ref.name() + " in namespace " + namespace
                            + (secret == null ? " does not exist" : " has no value under the key " + ref.key()),
                    "kubectl -n " + namespace + " create secret generic " + ref.name() + " --from-literal=" + ref.key()
                            + "=…");
        }
        return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }

    private Secret get(String namespace, SecretKeyRef ref) {
        try {
            return client.secrets().inNamespace(namespace).withName(ref.name()).get();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            throw missing(
                    "the operator may not read the Secret " + ref.name() + " in namespace " + namespace,
                    "allow the operator's service account to get Secrets in that namespace");
        }
    }

    private static FailureException missing(String message, String remedy) {
        return new FailureException(new Failure(FailureCode.SecretMissing, null, message, remedy));
    }
}
