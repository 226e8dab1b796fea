package dev.datamigration.operation;

import dev.datamigration.api.BatchOperation;
import dev.datamigration.api.MigrationTask;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Edits the tasks that are under way and were not edited yet. */
final class Acting {
    /** So often is a task looked at anew that changes between being read and being edited, before the next pass. */
    private static final int ATTEMPTS = 3;

    private static final int UNPROCESSABLE = 422;
    private static final Set<Integer> REFUSALS =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, UNPROCESSABLE);

    private final TaskEditor editor;
    private final Consumer<MigrationTask> edited;
    private final BooleanSupplier goOn;

    /**
     * @param edited told of each task that was edited
     * @param goOn false once the batch operation was suspended or deleted
     */
    Acting(TaskEditor editor, Consumer<MigrationTask> edited, BooleanSupplier goOn) {
        this.editor = editor;
        this.edited = edited;
        this.goOn = goOn;
    }

    /**
     * The entries, with what became of those that could not be edited.
     *
     * @throws KubernetesClientException if the API server could not be asked; what was done is seen on the tasks
     */
    List<Entry> act(Seen seen, List<Entry> entries) {
        var after = new ArrayList<Entry>(entries.size());
        for (var entry : entries) {
            var task = entry.progress() == Progress.InProgress ? seen.task(entry) : null;
            var due = task != null && task.isPresent() && !seen.edited(entry, task.get());
            after.add(due && goOn.getAsBoolean() ? act(seen, entry, task.get()) : entry);
        }
        return after;
    }

    private Entry act(Seen seen, Entry entry, MigrationTask cached) {
        var task = cached;
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (task == null || !task.getMetadata().getUid().equals(entry.uid())) {
                return entry.to(Progress.Unsupported, Reason.TaskDeleted, "the task was deleted before its turn came");
            }
            if (Mark.isOn(task, seen.batch())) {
                edited.accept(task);
                return entry;
            }
            var obstacle = seen.eligibility().obstacle(task);
            if (obstacle.isPresent()) {
                return Schedule.changed(entry, obstacle.get());
            }
            var refusal = edit(seen.batch(), task);
            if (refusal == null) {
                edited.accept(task);
                return entry;
            }
            if (REFUSALS.contains(refusal.getCode())) {
                return entry.to(Progress.Failed, Reason.EditRefused, message(refusal));
            }
            task = editor.read(task);
        }
        return entry; // it changes all the time: the next pass tries again, until the time is up
    }

    /** Null where the edit was made. */
    private KubernetesClientException edit(BatchOperation batch, MigrationTask task) {
        try {
            editor.edit(batch, task);
            return null;
        } catch (KubernetesClientException e) {
            var code = e.getCode();
            var overtaken = code == HttpURLConnection.HTTP_CONFLICT || code == HttpURLConnection.HTTP_NOT_FOUND;
            if (overtaken || REFUSALS.contains(code)) {
                return e;
            }
            throw e;
        }
    }

    private static String message(KubernetesClientException refusal) {
        var status = refusal.getStatus();
        return "the API server refused the edit: "
                + (status == null || status.getMessage() == null ? refusal.getMessage() : status.getMessage());
    }
}
