package dev.datamigration.testing;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A Kubernetes API server for tests, with the CRDs of {@code crds/} in it: a real kube-apiserver and etcd where
 * {@code KUBEBUILDER_ASSETS} names a directory that has them, otherwise a server in this JVM that behaves alike as far as
 * {@link MockApiServer} says.
 *
 * <p>{@link #shared()} is one server for the whole JVM; tests keep apart by namespace, see {@link #newNamespace}.
 */
public interface ApiServer extends AutoCloseable {

    /** A client for this server as its administrator; the caller does not close it. */
    KubernetesClient client();

    /** A kubeconfig file that reaches this server from any process on this machine. */
    Path kubeconfig();

    /** What answers, for instance {@code kube-apiserver v1.32.13} or {@code in-JVM mock}. */
    String description();

    /** Whether this is a kube-apiserver: with validation, CEL rules, server-side apply and RBAC as on a cluster. */
    boolean isReal();

    @Override
    void close();

    /** A real server where there is one, otherwise the mock. The caller closes it. */
    static ApiServer start() {
        return RealApiServer.isAvailable() ? RealApiServer.start() : MockApiServer.start();
    }

    /** The server that all tests of this JVM share: real where there is one. It ends with the JVM; nobody closes it. */
    static ApiServer shared() {
        return RealApiServer.isAvailable() ? SharedApiServers.real() : mock();
    }

    /** The mock that all tests of this JVM share. */
    static ApiServer mock() {
        return SharedApiServers.mock();
    }

    /** The real server that all tests of this JVM share; without one, the test that asks for it is skipped. */
    static ApiServer realOrSkip() {
        assumeReal();
        return SharedApiServers.real();
    }

    /**
     * A real server of its own that writes down every request of a service account, in the API server's audit format;
     * without one, the test that asks for it is skipped. The caller closes it.
     */
    static ApiServer auditedOrSkip(Path log) {
        assumeReal();
        return RealApiServer.start(Map.of(
                "--audit-log-path",
                log.toString(),
                "--audit-policy-file",
                SharedApiServers.auditPolicy().toString()));
    }

    /** A real server of the test's own, which it closes; without one, the test that asks for it is skipped. */
    static ApiServer startRealOrSkip() {
        assumeReal();
        return RealApiServer.start();
    }

    private static void assumeReal() {
        Assumptions.assumeTrue(
                RealApiServer.isAvailable(),
                "skipped: needs a real API server; set KUBEBUILDER_ASSETS to a directory with kube-apiserver, etcd and"
                        + " kubectl");
    }

    /** What a client of tests reads from a kubeconfig; a first answer may take long on a busy machine. */
    static Config patientConfig(Path kubeconfig) {
        var config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setRequestTimeout((int) Duration.ofSeconds(60).toMillis());
        return config;
    }

    /** Another client, to be closed by the caller; for instance one whose connections a test means to cut. */
    default KubernetesClient newClient() {
        return new KubernetesClientBuilder()
                .withConfig(client().getConfiguration())
                .build();
    }

    /** Creates a namespace of that prefix which no other test has. */
    default String newNamespace(String prefix) {
        String name = prefix + "-" + Long.toString(System.nanoTime(), 36) + SharedApiServers.COUNTER.incrementAndGet();
        Namespace namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
        client().resource(namespace).create();
        return name;
    }
}

/** Holds the servers that outlive a test class; the JVM's end stops them. */
final class SharedApiServers {
    static final AtomicInteger COUNTER = new AtomicInteger();
    private static ApiServer real;
    private static ApiServer mock;

    private SharedApiServers() {}

    static Path auditPolicy() {
        var policy = """
                apiVersion: audit.k8s.io/v1
                kind: Policy
                omitStages: [RequestReceived]
                rules:
                  - {level: Metadata, userGroups: ["system:serviceaccounts"]}
                  - {level: None}
                """;
        try {
            return Files.writeString(Files.createTempFile("audit-policy", ".yaml"), policy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static synchronized ApiServer real() {
        if (real == null) {
            real = RealApiServer.start();
        }
        return real;
    }

    static synchronized ApiServer mock() {
        if (mock == null) {
            mock = MockApiServer.start();
        }
        return mock;
    }
}
