package dev.datamigration.faults.truth;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Every status that a task has, as a watch brings it. The watch goes past whatever stands between API server and operator. */
public final class StatusJournal implements AutoCloseable {
    private final List<StatusEntry> entries = new ArrayList<>();
    private final Consumer<StatusEntry> onChange;
    private final SharedIndexInformer<MigrationTask> informer;

    private StatusJournal(Resource<MigrationTask> task, Consumer<StatusEntry> onChange) {
        this.onChange = onChange;
        this.informer = task.inform(new Seen(), 0);
    }

    /** @param onChange is told of each status that differs from the one before, in the watch's thread */
    public static StatusJournal of(
            KubernetesClient client, String namespace, String name, Consumer<StatusEntry> onChange) {
        return new StatusJournal(
                client.resources(MigrationTask.class).inNamespace(namespace).withName(name), onChange);
    }

    public synchronized List<StatusEntry> entries() {
        return List.copyOf(entries);
    }

    /** One sentence for each status that could not follow the one before. */
    public List<String> illegal() {
        return LegalHistory.faults(entries());
    }

    /** What the task says now. */
    public synchronized MigrationTaskStatus latest() {
        return entries.isEmpty()
                ? MigrationTaskStatus.empty()
                : entries.get(entries.size() - 1).status();
    }

    private void add(MigrationTask task) {
        var status = task.getStatus();
        StatusEntry entry;
        synchronized (this) {
            if (status == null || status.equals(latest())) {
                return;
            }
            entry = new StatusEntry(Instant.now(), status);
            entries.add(entry);
        }
        onChange.accept(entry);
    }

    private final class Seen implements ResourceEventHandler<MigrationTask> {
        @Override
        public void onAdd(MigrationTask task) {
            add(task);
        }

        @Override
        public void onUpdate(MigrationTask before, MigrationTask task) {
            add(task);
        }

        @Override
        public void onDelete(MigrationTask task, boolean unknown) {
            // its last status is known
        }
    }

    @Override
    public void close() {
        informer.close();
    }
}
