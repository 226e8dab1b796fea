package dev.datamigration.batch;

import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.batch.rule.BatchContext;
import dev.datamigration.batch.rule.BatchEntry;
import dev.datamigration.batch.rule.BatchEvents;
import dev.datamigration.batch.rule.BatchSchedule;
import dev.datamigration.batch.rule.BatchStatuses;
import dev.datamigration.batch.rule.CompletionRules;
import dev.datamigration.batch.rule.Eligibility;
import dev.datamigration.batch.rule.EntryProgress;
import dev.datamigration.batch.rule.Ledger;
import dev.datamigration.kubernetes.EventSender;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One look at a batch operation: observe, decide, persist, act, in this order. The list of tasks is written before any
 * of them is touched, and each task's turn before it is edited.
 */
final class BatchControl {
    /** The time after which to look again while the cache lags behind the API server. */
    private static final Duration CACHE_LAG = Duration.ofMillis(50);

    private final TaskEditor editor;
    private final BatchEvents events;
    private final BatchSettings settings;
    private final Clock clock;
    private final TaskClaims claims = new TaskClaims();
    /** Which tasks this process has edited for which batch operation; only spares edits while the cache lags behind. */
    private final Map<String, Set<String>> edited = new ConcurrentHashMap<>();

    private final EditThreads threads = new EditThreads();
    private final CacheFreshness freshness = new CacheFreshness();

    BatchControl(KubernetesClient client, EventSender events, BatchSettings settings, Clock clock) {
        this.editor = new TaskEditor(client, settings.requesters());
        this.events = new BatchEvents(events);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Holds what surrounds one look.
     *
     * @param tasks of the namespace by name, as cached
     * @param listed resource versions of these tasks by their UIDs, as the API server has them now
     * @param batches all of every namespace, as cached
     * @param current the batch operation as cached now; empty once it is deleted
     * @param write replaces the status; empty if the batch operation changed meanwhile
     */
    record Surroundings(
            Map<String, MigrationTask> tasks,
            Supplier<Map<String, String>> listed,
            List<BatchOperation> batches,
            Supplier<Optional<BatchOperation>> current,
            BiFunction<BatchOperation, BatchOperationStatus, Optional<BatchOperation>> write) {}

    /** Returns when to look again; empty where it has ended. */
    Optional<Duration> pass(BatchOperation batch, Surroundings around) {
        var now = clock.instant();
        var unborn = settings.settleTime().minus(Duration.between(created(batch), now));
        var interferes = batch.getStatus() == null && !batch.getSpec().dryRun();
        if (interferes && !unborn.isNegative() && !unborn.isZero()) {
            return Optional.of(unborn);
        }
        forgetTheGone(around.batches());
        var recorded = Ledger.isRecorded(batch);
        if (!recorded && !freshness.holdsAll(uid(batch), around.listed(), around.tasks())) {
            return Optional.of(CACHE_LAG);
        }
        var observed = observe(batch, around, now);
        return recorded ? goOn(observed, around) : record(observed, around);
    }

    private BatchContext observe(BatchOperation batch, Surroundings around, Instant now) {
        var others = new ConcurrentBatches(batch, inNamespaceOf(batch, around.batches()), around.tasks());
        var eligibility = new Eligibility(batch.getSpec());
        return new BatchContext(
                batch,
                around.tasks(),
                edited.computeIfAbsent(uid(batch), unknown -> ConcurrentHashMap.newKeySet()),
                others::blocker,
                eligibility,
                now);
    }

    private Optional<Duration> record(BatchContext observed, Surroundings around) {
        var entries = SelectionStep.of(observed);
        var startedAt = BatchStatuses.text(observed.now());
        if (!Ledger.of(entries).fitsBeside(observed.spec())) {
            var end = CompletionRules.tooMany(entries);
            persist(observed, around, BatchStatuses.tooMany(observed, entries, startedAt, end), Optional.of(end));
        } else {
            var end = observed.spec().dryRun()
                    ? CompletionRules.of(observed, entries)
                    : Optional.<CompletionRules.End>empty();
            persist(observed, around, BatchStatuses.of(observed, entries, startedAt, end.orElse(null)), end)
                    .ifPresent(written -> events.recorded(observed, entries));
        }
        return Optional.of(Duration.ofMillis(1));
    }

    private Optional<Duration> goOn(BatchContext observed, Surroundings around) {
        var status = observed.batch().getStatus();
        var before = Ledger.entries(status);
        if (!Ledger.isWhole(status, before)) {
            var end = CompletionRules.unreadable(before);
            persist(observed, around, BatchStatuses.unreadable(observed, end), Optional.of(end));
            return Optional.of(settings.pollInterval());
        }
        var watched = ObserveStep.look(observed, before);
        var begun = BatchSchedule.begin(
                observed, watched, entry -> claims.take(claimed(observed, entry), uid(observed.batch())));
        var persisted = persist(observed, around, begun);
        if (persisted.isPresent()) {
            var acting = new EditStep(editor, threads, task -> edited(observed, task), () -> wanted(around));
            var acted = acting.act(observed, begun);
            if (acted.equals(begun)
                    || persist(observed.of(persisted.get()), around, acted).isPresent()) {
                claims.keepOnly(underWay(observed, acted), uid(observed.batch()));
            }
        }
        return Optional.of(settings.pollInterval());
    }

    /**
     * Writes what changed.
     *
     * @return the batch operation as written; empty if there is nothing more to do, or it changed meanwhile
     */
    private Optional<BatchOperation> persist(BatchContext observed, Surroundings around, List<BatchEntry> entries) {
        var end = CompletionRules.of(observed, entries);
        var left = end.map(CompletionRules.End::entries).orElse(entries);
        var status =
                BatchStatuses.of(observed, left, observed.batch().getStatus().startedAt(), end.orElse(null));
        if (status.equals(observed.batch().getStatus())) {
            return Optional.of(observed.batch());
        }
        return persist(observed, around, status, end);
    }

    private Optional<BatchOperation> persist(
            BatchContext observed,
            Surroundings around,
            BatchOperationStatus status,
            Optional<CompletionRules.End> end) {
        var written = around.write().apply(observed.batch(), status);
        if (written.isPresent() && end.isPresent()) {
            events.ended(observed, end.get());
            claims.keepOnly(Set.of(), uid(observed.batch()));
            return Optional.empty();
        }
        return written;
    }

    private static boolean wanted(Surroundings around) {
        return around.current()
                .get()
                .filter(batch -> batch.getMetadata().getDeletionTimestamp() == null
                        && !batch.getSpec().suspend())
                .isPresent();
    }

    private void edited(BatchContext observed, MigrationTask task) {
        observed.edited().add(task.getMetadata().getUid());
        events.requested(observed, task);
    }

    private void forgetTheGone(List<BatchOperation> batches) {
        var there = batches.stream()
                .filter(batch -> !BatchStatuses.finished(batch.getStatus()))
                .map(BatchControl::uid)
                .collect(Collectors.toSet());
        claims.releaseAllBut(there);
        edited.keySet().retainAll(there);
        freshness.keepOnly(there);
    }

    private static Set<String> underWay(BatchContext observed, List<BatchEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.progress() == EntryProgress.InProgress)
                .map(entry -> claimed(observed, entry))
                .collect(Collectors.toSet());
    }

    private static String claimed(BatchContext observed, BatchEntry entry) {
        return observed.batch().getMetadata().getNamespace() + "/" + entry.name();
    }

    private static List<BatchOperation> inNamespaceOf(BatchOperation batch, List<BatchOperation> batches) {
        var namespace = batch.getMetadata().getNamespace();
        return batches.stream()
                .filter(other -> namespace.equals(other.getMetadata().getNamespace()))
                .toList();
    }

    private static Instant created(BatchOperation batch) {
        return Instant.parse(batch.getMetadata().getCreationTimestamp());
    }

    private static String uid(BatchOperation batch) {
        return batch.getMetadata().getUid();
    }
}
