package dev.datamigration.kubernetes;

import dev.datamigration.api.Endpoint;
import dev.datamigration.api.Side;
import dev.datamigration.api.TlsSettings;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.database.TlsMaterial;
import dev.datamigration.failure.FailureException;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Reads the logins that a task's endpoints name. They are read when they are used and never watched. */
public final class DatabaseSecrets {
    private final KubernetesClient client;

    public DatabaseSecrets(KubernetesClient client) {
        this.client = client;
    }

    /** @throws FailureException naming the Secret and the key if something is missing */
    public DatabaseAccess read(String namespace, Side side, Endpoint endpoint) {
        var login = SecretValues.read(
                client, namespace, endpoint.credentialsSecretRef().name(), side);
        return new DatabaseAccess(
                side,
                endpoint.type(),
                endpoint.host(),
                endpoint.port(),
                endpoint.database(),
                login.required("username"),
                new Password(login.required("password")),
                tls(namespace, side, endpoint.tls()));
    }

    private TlsMaterial tls(String namespace, Side side, TlsSettings tls) {
        if (tls.caSecretRef() == null) {
            return new TlsMaterial(tls.mode(), null, null, null);
        }
        var certificates =
                SecretValues.read(client, namespace, tls.caSecretRef().name(), side);
        var clientCertificate = certificates.optional("tls.crt");
        return new TlsMaterial(
                tls.mode(),
                certificates.required("ca.crt"),
                clientCertificate.orElse(null),
                clientCertificate.isEmpty() ? null : new Password(certificates.required("tls.key")));
    }
}
