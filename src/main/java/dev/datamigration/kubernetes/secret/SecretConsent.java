package dev.datamigration.kubernetes.secret;

import dev.datamigration.api.Api;
import dev.datamigration.api.Side;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.network.HostPatterns;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;

/**
 * Decides where a Secret lets what it holds be used. Whoever may write a task names Secrets that they cannot read and hosts that
 * may be their own; so it is the Secret, and with it whoever may write it, that says which host may be met with it.
 *
 * @param hosts null where the Secret says nothing
 * @param side of the task that it is for, or null
 */
record SecretConsent(String namespace, String name, HostPatterns hosts, Side side) {

    static SecretConsent of(Secret secret, String namespace, Side side) {
        var metadata = secret.getMetadata();
        Map<String, String> annotations = metadata.getAnnotations() == null ? Map.of() : metadata.getAnnotations();
        var hosts = annotations.get(Api.ALLOWED_HOSTS);
        return new SecretConsent(namespace, metadata.getName(), hosts == null ? null : HostPatterns.parse(hosts), side);
    }

    /** @throws FailureException if the Secret says nothing */
    void requireAny() {
        requireAny("<host>");
    }

    private void requireAny(String host) {
        if (hosts == null) {
            throw refused(
                    "the Secret " + name + " in namespace " + namespace + " does not say that it may be used: it has no"
                            + " annotation " + Api.ALLOWED_HOSTS,
                    host);
        }
    }

    /** @throws FailureException if the Secret says nothing, or does not list the host */
    void require(String host) {
        requireAny(host);
        if (!hosts.match(host)) {
            throw refused(
                    "the annotation " + Api.ALLOWED_HOSTS + " of the Secret " + name + " in namespace " + namespace
                            + " does not list the host " + host,
                    host);
        }
    }

    private FailureException refused(String message, String host) {
        return new FailureException(new Failure(
                FailureCode.SecretNotAllowed,
                side,
                message,
                "if it may be, whoever owns the Secret allows it: " + command(namespace, name, host)
                        + " (several hosts with commas; *.example.com is every host below it)"));
    }

    static String command(String namespace, String name, String host) {
        return "kubectl -n " + namespace + " annotate --overwrite secret " + name + " " + Api.ALLOWED_HOSTS + "="
                + host;
    }
}
