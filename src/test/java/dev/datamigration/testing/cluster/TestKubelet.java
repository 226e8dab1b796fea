package dev.datamigration.testing.cluster;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Scheduler and kubelet of the smallest cluster: takes every pod of its namespaces to itself and runs it as a process of
 * this machine at an address of its own, starts it again when it ends, and tells the API server. Knows what operator and
 * worker pods need: one container, environment, Secrets, ConfigMaps, HTTP readiness.
 */
public final class TestKubelet implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TestKubelet.class.getName());
    private static final int PERIOD_MILLIS = 300;

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final Path directory;
    private final HostsFile hosts;
    private final Map<String, PodProcess> processes = new HashMap<>();
    private final Map<String, Integer> starts = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private int lastAddress = 1;

    private TestKubelet(KubernetesClient client, Set<String> namespaces, Path directory) {
        this.client = client;
        this.namespaces = namespaces;
        this.directory = directory;
        this.hosts = new HostsFile(directory);
    }

    /** @param directory receives files of pods, and their output as {@code <pod>.log} */
    public static TestKubelet start(KubernetesClient client, Set<String> namespaces, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var kubelet = new TestKubelet(client, namespaces, directory);
        kubelet.loop.scheduleWithFixedDelay(kubelet::turn, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return kubelet;
    }

    /** SIGKILL to the pod's process; it is started again. */
    public synchronized void kill(String pod) {
        processes.entrySet().stream()
                .filter(entry -> entry.getKey().contains("/" + pod + "/"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no process of " + pod + " in " + processes.keySet()))
                .getValue()
                .kill();
    }

    /** The pod's node is lost: its process is gone, and nobody tells of it or acts on the pod until that is removed. */
    public synchronized void lose(String pod) {
        var key = processes.keySet().stream()
                .filter(known -> known.contains("/" + pod + "/"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no process of " + pod + " in " + processes.keySet()));
        lost.add(key);
        processes.get(key).kill();
    }

    /** The id of a pod's process; empty where it has none yet. */
    public synchronized OptionalLong pid(String pod) {
        return processes.entrySet().stream()
                .filter(entry -> entry.getKey().contains("/" + pod + "/"))
                .mapToLong(entry -> entry.getValue().pid())
                .findFirst();
    }

    /** The name of the pod whose process has that id. */
    public synchronized String podOf(long pid) {
        return processes.entrySet().stream()
                .filter(entry -> entry.getValue().pid() == pid)
                .map(entry -> entry.getKey().split("/")[1])
                .findFirst()
                .orElse("");
    }

    private synchronized void turn() {
        for (var namespace : namespaces) {
            try {
                var pods = client.pods().inNamespace(namespace).list().getItems();
                pods.forEach(this::look);
                var there = pods.stream().map(TestKubelet::key).collect(Collectors.toSet());
                processes.keySet().stream()
                        .filter(key -> key.startsWith(namespace + "/") && !there.contains(key))
                        .toList()
                        .forEach(this::end); // removed by force
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a turn of the kubelet failed and is made again", e);
            }
        }
    }

    private void look(Pod pod) {
        if (lost.contains(key(pod))) {
            return;
        }
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            end(key(pod));
            client.resource(pod).withGracePeriod(0).delete();
        } else if (pod.getSpec().getNodeName() == null) {
            bind(pod);
        } else {
            var process = processes.computeIfAbsent(key(pod), unknown -> begin(pod));
            if (!process.isAlive()) {
                process.start();
            }
            tell(pod, process);
        }
    }

    private void bind(Pod pod) {
        var meta = pod.getMetadata();
        client.bindings()
                .inNamespace(meta.getNamespace())
                .resource(new BindingBuilder()
                        .withNewMetadata()
                        .withName(meta.getName())
                        .withNamespace(meta.getNamespace())
                        .endMetadata()
                        .withNewTarget()
                        .withKind("Node")
                        .withName("this-machine")
                        .endTarget()
                        .build())
                .create();
    }

    private PodProcess begin(Pod pod) {
        var name = pod.getMetadata().getName();
        var files = directory.resolve(name + "-" + starts.merge(name, 1, Integer::sum));
        var environment = new PodFiles(client, pod, files).environment();
        PodIdentity.kubeconfig(client, pod, files).ifPresent(path -> environment.put("KUBECONFIG", path.toString()));
        var ip = nextAddress();
        var process = new PodProcess(pod, ip, environment, directory.resolve(name + ".log"), hosts);
        if (pod.getSpec().getSubdomain() != null) {
            hosts.put(
                    name + "." + pod.getSpec().getSubdomain() + "."
                            + pod.getMetadata().getNamespace() + ".svc",
                    ip);
        }
        process.start();
        return process;
    }

    /** Pods listen on ports that their templates fix, and test runs beside this one have pods too: a network for each. */
    private String nextAddress() {
        lastAddress++;
        var run = ProcessHandle.current().pid();
        return "127.%d.%d.%d"
                .formatted(16 + run % 224, 1 + (run / 224 + lastAddress / 250) % 254, 1 + lastAddress % 250);
    }

    private void end(String key) {
        var process = processes.remove(key);
        if (process != null) {
            process.stop();
        }
    }

    private void tell(Pod pod, PodProcess process) {
        var ready = process.isReady();
        var known = pod.getStatus();
        var restarts = known.getContainerStatuses().isEmpty()
                ? -1
                : known.getContainerStatuses().get(0).getRestartCount();
        if (ready != isReady(known) || restarts != process.restarts()) {
            pod.setStatus(status(pod, process, ready));
            client.resource(pod).updateStatus();
        }
    }

    private static boolean isReady(PodStatus status) {
        return status.getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private static PodStatus status(Pod pod, PodProcess process, boolean ready) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var container = pod.getSpec().getContainers().get(0);
        return new PodStatusBuilder()
                .withPhase("Running")
                .withPodIP(process.ip())
                .addNewPodIP(process.ip())
                .withStartTime(now)
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .withLastTransitionTime(now)
                .endCondition()
                .addNewContainerStatus()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID(container.getImage())
                .withReady(ready)
                .withRestartCount(process.restarts())
                .withState(new ContainerStateBuilder()
                        .withNewRunning()
                        .withStartedAt(now)
                        .endRunning()
                        .build())
                .endContainerStatus()
                .build();
    }

    private static String key(Pod pod) {
        var meta = pod.getMetadata();
        return meta.getNamespace() + "/" + meta.getName() + "/" + meta.getUid();
    }

    /** Ends every process. */
    @Override
    public void close() {
        loop.shutdown();
        synchronized (this) {
            processes.values().forEach(PodProcess::kill);
            processes.clear();
        }
    }
}
