package dev.datamigration.faults.scene;

import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.cluster.ControllerManager;
import dev.datamigration.testing.cluster.TestKubelet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** The worker pods of one namespace, as processes of this machine. Needs a real API server and its controllers. */
public final class Workers implements AutoCloseable {
    private static final String TEMPLATE = """
            spec:
              containers:
                - name: worker
                  image: test
                  env: [{name: JAVA_TOOL_OPTIONS, value: "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"}]
                  volumeMounts: [{name: tmp, mountPath: /tmp}]
              volumes: [{name: tmp, emptyDir: {}}]
            """;
    private static ControllerManager controllers;

    private final KubernetesClient client;
    private final String namespace;
    private final Path directory;
    private final TestKubelet kubelet;
    private OptionalLong held = OptionalLong.empty();

    private Workers(ApiServer server, String namespace, Path directory) {
        this.client = server.client();
        this.namespace = namespace;
        this.directory = directory;
        this.kubelet = TestKubelet.start(client, Set.of(namespace), directory);
    }

    public static boolean arePossible() {
        return ControllerManager.isAvailable() && ApiServer.shared().isReal();
    }

    public static Workers start(ApiServer server, String namespace, Path directory) {
        startControllers(server, directory);
        return new Workers(server, namespace, directory.resolve("pods"));
    }

    /** What makes pods, and empties namespaces that go away. */
    public static synchronized void startControllers(ApiServer server, Path directory) {
        if (controllers == null) {
            controllers = ControllerManager.start(
                    server.kubeconfig(),
                    directory.resolveSibling("controller-manager.log"),
                    List.of("statefulset-controller", "garbage-collector-controller", "namespace-controller"));
            Runtime.getRuntime().addShutdownHook(new Thread(controllers::close));
        }
    }

    /** What an operator is started with to use them. */
    List<String> operatorOptions() {
        try {
            return List.of(
                    "-Djdk.net.hosts.file=" + directory.resolve("hosts"),
                    "-Dsun.net.inetaddr.ttl=0",
                    "-Dsun.net.inetaddr.negative.ttl=0",
                    "-Ddatamigration.engine.run-in=pod",
                    "-Ddatamigration.engine.pod.template="
                            + Files.writeString(directory.resolve("template.yaml"), TEMPLATE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processes of one of the pods that there are; empty where there is none. */
    private OptionalLong pick(Random random) {
        var pids = client
                .pods()
                .inNamespace(namespace)
                .withLabel("datamigration.dev/component", "worker")
                .list()
                .getItems()
                .stream()
                .map(pod -> pod.getMetadata().getName())
                .sorted()
                .map(kubelet::pid)
                .filter(OptionalLong::isPresent)
                .toList();
        return pids.isEmpty() ? OptionalLong.empty() : pids.get(random.nextInt(pids.size()));
    }

    /** SIGKILL to one of them; it is started again. */
    public void kill(Random random) {
        pick(random).ifPresent(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    /** SIGSTOP to one of them. */
    public void hold(Random random) {
        held = pick(random);
        held.ifPresent(Signals::stop);
    }

    public void resume() {
        held.ifPresent(Signals::go);
    }

    @Override
    public void close() {
        resume();
        kubelet.close();
    }
}
