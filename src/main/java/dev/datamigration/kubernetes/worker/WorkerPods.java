package dev.datamigration.kubernetes.worker;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The pods of workers as a watch tells of them, in each namespace that has had a worker. Looking at them asks nobody. */
final class WorkerPods implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WorkerPods.class);

    private final KubernetesClient client;
    private final Map<String, Watch> namespaces = new ConcurrentHashMap<>();

    private record Watch(SharedIndexInformer<Pod> informer, CompletableFuture<Void> begun) {}

    WorkerPods(KubernetesClient client) {
        this.client = client;
    }

    /** Begins to watch a namespace where that is not so yet, or could not be begun before; returns at once. */
    void watch(String namespace) {
        namespaces.compute(
                namespace,
                (same, known) -> known == null || known.begun().isCompletedExceptionally() ? begin(namespace) : known);
    }

    private Watch begin(String namespace) {
        var informer = client.pods()
                .inNamespace(namespace)
                .withLabel(WorkerLabels.COMPONENT, WorkerLabels.WORKER)
                .runnableInformer(0)
                .exceptionHandler((begun, error) -> {
                    LOG.debugf(error, "The pods of workers in %s cannot be watched", namespace);
                    return begun; // one that has begun goes on
                });
        return new Watch(informer, informer.start().toCompletableFuture());
    }

    /** Returns whether the pods of the namespace are known. */
    boolean areKnown(String namespace) {
        var watch = namespaces.get(namespace);
        return watch != null && watch.informer().hasSynced();
    }

    /** Returns a pod of a worker by its name; empty where there is none, as far as is known. */
    Optional<Pod> find(String namespace, String name) {
        return Optional.ofNullable(namespaces.get(namespace))
                .map(watch -> watch.informer().getStore().getByKey(namespace + "/" + name));
    }

    @Override
    public void close() {
        namespaces.values().forEach(watch -> watch.informer().close());
    }
}
