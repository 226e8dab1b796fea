package dev.datamigration.operation;

import dev.datamigration.api.BatchOperation;
import dev.datamigration.api.MigrationTask;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Edits the tasks that are under way and were not edited yet. */
final class Acting {
    /** So often is a task looked at anew that changes between being read and being edited, before the next pass. */
    private static final int ATTEMPTS = 3;

    private static final int UNPROCESSABLE = 422;
    private static final Set<Integer> REFUSALS =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, UNPROCESSABLE);

    private final TaskEditor editor;
    private final EditThreads threads;
    private final Consumer<MigrationTask> edited;
    private final BooleanSupplier goOn;
    private volatile boolean silent;

    /**
     * @param edited told of each task that was edited, by any thread
     * @param goOn false once the batch operation was suspended or deleted; asked by any thread
     */
    Acting(TaskEditor editor, EditThreads threads, Consumer<MigrationTask> edited, BooleanSupplier goOn) {
        this.editor = editor;
        this.threads = threads;
        this.edited = edited;
        this.goOn = goOn;
    }

    /**
     * The entries, with what became of those that could not be edited. A task of which the API server takes no edit holds
     * none of the others back: it is tried again with the next pass, until its time is up.
     */
    List<Entry> act(Seen seen, List<Entry> entries) {
        var calls = new ArrayList<Callable<Entry>>();
        for (var entry : entries) {
            due(seen, entry).ifPresent(task -> calls.add(() -> goOn() ? act(seen, entry, task) : entry));
        }
        if (calls.isEmpty()) {
            return entries;
        }
        var acted = threads.call(calls).stream().collect(Collectors.toMap(Entry::name, Function.identity()));
        return entries.stream()
                .map(entry -> acted.getOrDefault(entry.name(), entry))
                .toList();
    }

    private static Optional<MigrationTask> due(Seen seen, Entry entry) {
        return entry.progress() == Progress.InProgress
                ? seen.task(entry).filter(task -> !seen.edited(entry, task))
                : Optional.empty();
    }

    private boolean goOn() {
        return !silent && goOn.getAsBoolean();
    }

    private Entry act(Seen seen, Entry entry, MigrationTask cached) {
        try {
            return edited(seen, entry, cached);
        } catch (KubernetesClientException e) {
            silent |= e.getCode() == 0; // nobody is there to ask for the others either
            return entry.to(Progress.InProgress, Reason.Requested, "tried again: " + message(e));
        }
    }

    private Entry edited(Seen seen, Entry entry, MigrationTask cached) {
        var task = cached;
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (task == null || !task.getMetadata().getUid().equals(entry.uid())) {
                return entry.to(Progress.Unsupported, Reason.TaskDeleted, "the task was deleted before its turn came");
            }
            if (Mark.isOn(task, seen.batch())) {
                return edited(entry, task);
            }
            var obstacle = seen.eligibility().obstacle(task);
            if (obstacle.isPresent()) {
                return Schedule.changed(entry, obstacle.get());
            }
            var refusal = edit(seen.batch(), task);
            if (refusal == null) {
                return edited(entry, task);
            }
            if (REFUSALS.contains(refusal.getCode())) {
                return entry.to(
                        Progress.Failed, Reason.EditRefused, "the API server refused the edit: " + message(refusal));
            }
            task = editor.read(task);
        }
        return entry; // it changes all the time: the next pass tries again, until the time is up
    }

    private Entry edited(Entry entry, MigrationTask task) {
        edited.accept(task);
        return entry.to(Progress.InProgress, Reason.Requested, null);
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
        return status == null || status.getMessage() == null ? refusal.getMessage() : status.getMessage();
    }
}
