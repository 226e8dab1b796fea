package dev.datamigration.testing;

import dev.datamigration.testing.mockapi.MockApiDispatcher;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * fabric8's mock server over plain HTTP on the loopback interface, with what {@link MockApiDispatcher} adds.
 *
 * <p>Not like a real one: no admission, no RBAC, no garbage collection, and a watch begins with everything there is.
 */
final class MockApiServer implements ApiServer {
    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: mock
            contexts: [{name: mock, context: {cluster: mock, user: mock, namespace: default}}]
            clusters: [{name: mock, cluster: {server: "%s"}}]
            users: [{name: mock, user: {token: mock}}]
            """;

    /** Held so that its level stays: the library tells of every request. */
    private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

    private final KubernetesMockServer server;
    private final KubernetesClient client;
    private final Path kubeconfig;

    private MockApiServer(KubernetesMockServer server, Path kubeconfig) {
        this.server = server;
        this.kubeconfig = kubeconfig;
        this.client = new KubernetesClientBuilder()
                .withConfig(ApiServer.patientConfig(kubeconfig))
                .build();
    }

    static MockApiServer start() {
        REQUESTS.setLevel(Level.WARNING);
        try {
            var crds = CrdFiles.read();
            var dispatcher = new MockApiDispatcher(crds);
            var server =
                    new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
            server.start();
            Path kubeconfig = Files.createTempFile("mock-api-server", ".kubeconfig");
            kubeconfig.toFile().deleteOnExit();
            Files.writeString(kubeconfig, KUBECONFIG.formatted(server.url("/")));
            var started = new MockApiServer(server, kubeconfig);
            crds.forEach(crd -> started.client.resource(crd).create());
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public String description() {
        return "in-JVM mock";
    }

    @Override
    public boolean isReal() {
        return false;
    }

    @Override
    public void close() {
        client.close();
        server.shutdown();
    }
}
