package dev.datamigration.kubernetes.secret;

import dev.datamigration.api.Side;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The values of one Secret. What is missing fails with the command that adds it. */
final class SecretValues {
    private final String namespace;
    private final String name;
    private final Side side;
    private final Map<String, String> data;
    private final SecretConsent consent;

    private SecretValues(Secret secret, String namespace, String name, Side side) {
        this.namespace = namespace;
        this.name = name;
        this.side = side;
        this.data = secret.getData() == null ? Map.of() : secret.getData();
        this.consent = SecretConsent.of(secret, namespace, side);
    }

    /**
     * @param side of the task that it is for, or null
     * @param literals what {@code kubectl create secret generic} would be given, for the remedy
     * @throws FailureException if it does not exist, or must not be read
     */
    static SecretValues read(KubernetesClient client, String namespace, String name, Side side, String literals) {
        var secret = get(client, namespace, name, side);
        if (secret == null) {
            throw missing(
                    side,
                    "the Secret " + name + " does not exist in namespace " + namespace,
                    "create it, for instance: kubectl -n " + namespace + " create secret generic " + name + " "
                            + literals + "; then allow its use: " + SecretConsent.command(namespace, name, "<host>"));
        }
        return new SecretValues(secret, namespace, name, side);
    }

    private static Secret get(KubernetesClient client, String namespace, String name, Side side) {
        try {
            return client.secrets().inNamespace(namespace).withName(name).get();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            throw missing(
                    side,
                    "the operator may not read the Secret " + name + " in namespace " + namespace,
                    "allow the operator's service account to get Secrets in that namespace");
        }
    }

    /** Returns whether what it holds may be used at all, and for which hosts. */
    SecretConsent consent() {
        return consent;
    }

    /** @throws FailureException if the key is missing or empty */
    String required(String key) {
        return optional(key)
                .orElseThrow(() -> missing(
                        side,
                        "the Secret " + name + " in namespace " + namespace + " has no value under the key " + key,
                        "add the key " + key + " to the Secret " + name + " in namespace " + namespace));
    }

    Optional<String> optional(String key) {
        return Optional.ofNullable(data.get(key))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
                .filter(value -> !value.isEmpty());
    }

    private static FailureException missing(Side side, String message, String remedy) {
        return new FailureException(new Failure(FailureCode.SecretMissing, side, message, remedy));
    }
}
