package dev.datamigration.kubernetes.secret;

import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.DatabaseAuthentication;
import dev.datamigration.api.endpoint.Endpoint;
import dev.datamigration.database.AllowedHosts;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.database.TlsMaterial;
import dev.datamigration.failure.FailureException;
import dev.datamigration.network.AddressPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Reads the logins that a task's endpoints name. They are read when they are used and never watched. */
public final class DatabaseSecrets {
    private final KubernetesClient client;
    private final AddressPolicy policy;

    /** @param policy which databases may be met */
    public DatabaseSecrets(KubernetesClient client, AddressPolicy policy) {
        this.client = client;
        this.policy = policy;
    }

    /** @throws FailureException naming the Secret and the key if something is missing or not allowed */
    public DatabaseAccess read(String namespace, Side side, Endpoint endpoint) {
        AllowedHosts.require(policy, side, endpoint.host());
        var login = SecretValues.read(
                client,
                namespace,
                endpoint.credentialsSecretRef().name(),
                side,
                "--from-literal=username=… --from-literal=password=…");
        login.consent().require(endpoint.host());
        return new DatabaseAccess(
                side,
                endpoint.type(),
                endpoint.host(),
                endpoint.port(),
                endpoint.database(),
                login.required("username"),
                password(login, endpoint.authentication()),
                tls(namespace, side, endpoint),
                endpoint.authentication(),
                policy);
    }

    private static Password password(SecretValues login, DatabaseAuthentication authentication) {
        return new Password(
                authentication == DatabaseAuthentication.Certificate
                        ? login.optional("password").orElse("")
                        : login.required("password"));
    }

    private TlsMaterial tls(String namespace, Side side, Endpoint endpoint) {
        var tls = endpoint.tls();
        if (tls.caSecretRef() == null) {
            return new TlsMaterial(tls.mode(), null, null, null);
        }
        var certificates =
                SecretValues.read(client, namespace, tls.caSecretRef().name(), side, "--from-file=ca.crt");
        var clientCertificate = certificates.optional("tls.crt");
        if (clientCertificate.isEmpty()) {
            // who signs certificates is no secret
            return new TlsMaterial(tls.mode(), certificates.required("ca.crt"), null, null);
        }
        certificates.consent().require(endpoint.host());
        return new TlsMaterial(
                tls.mode(),
                certificates.required("ca.crt"),
                clientCertificate.get(),
                new Password(certificates.required("tls.key")));
    }
}
