package dev.datamigration.batch;

import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.batch.rule.BatchAnnotations;
import dev.datamigration.batch.rule.BatchContext;
import dev.datamigration.batch.rule.BatchEntry;
import dev.datamigration.batch.rule.BatchSchedule;
import dev.datamigration.batch.rule.EntryProgress;
import dev.datamigration.batch.rule.ResultReason;
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
final class EditStep {
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
    EditStep(TaskEditor editor, EditThreads threads, Consumer<MigrationTask> edited, BooleanSupplier goOn) {
        this.editor = editor;
        this.threads = threads;
        this.edited = edited;
        this.goOn = goOn;
    }

    /**
     * The entries, with what became of those that could not be edited. A task of which the API server takes no edit holds
     * none of the others back: it is tried again with the next pass, until its time is up.
     */
    List<BatchEntry> act(BatchContext observed, List<BatchEntry> entries) {
        var calls = new ArrayList<Callable<BatchEntry>>();
        for (var entry : entries) {
            due(observed, entry).ifPresent(task -> calls.add(() -> goOn() ? act(observed, entry, task) : entry));
        }
        if (calls.isEmpty()) {
            return entries;
        }
        var acted = threads.call(calls).stream().collect(Collectors.toMap(BatchEntry::name, Function.identity()));
        return entries.stream()
                .map(entry -> acted.getOrDefault(entry.name(), entry))
                .toList();
    }

    private static Optional<MigrationTask> due(BatchContext observed, BatchEntry entry) {
        return entry.progress() == EntryProgress.InProgress
                ? observed.task(entry).filter(task -> !observed.edited(task))
                : Optional.empty();
    }

    private boolean goOn() {
        return !silent && goOn.getAsBoolean();
    }

    private BatchEntry act(BatchContext observed, BatchEntry entry, MigrationTask cached) {
        try {
            return edited(observed, entry, cached);
        } catch (KubernetesClientException e) {
            silent |= e.getCode() == 0; // nobody is there to ask for the others either
            return entry.to(EntryProgress.InProgress, ResultReason.Requested, "tried again: " + message(e));
        }
    }

    private BatchEntry edited(BatchContext observed, BatchEntry entry, MigrationTask cached) {
        var task = cached;
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (task == null || !entry.means(task)) {
                return entry.to(
                        EntryProgress.Unsupported,
                        ResultReason.TaskDeleted,
                        "the task was deleted before its turn came");
            }
            if (BatchAnnotations.isOn(task, observed.batch())) {
                return edited(entry, task);
            }
            var obstacle = observed.eligibility().obstacle(task);
            if (obstacle.isPresent()) {
                return BatchSchedule.changed(entry, obstacle.get());
            }
            var refusal = edit(observed.batch(), task);
            if (refusal == null) {
                return edited(entry, task);
            }
            if (REFUSALS.contains(refusal.getCode())) {
                return entry.to(
                        EntryProgress.Failed,
                        ResultReason.EditRefused,
                        "the API server refused the edit: " + message(refusal));
            }
            task = editor.read(task);
        }
        return entry; // it changes all the time: the next pass tries again, until the time is up
    }

    private BatchEntry edited(BatchEntry entry, MigrationTask task) {
        edited.accept(task);
        return entry.to(EntryProgress.InProgress, ResultReason.Requested, null);
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
