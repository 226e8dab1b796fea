package dev.datamigration.batch;

import dev.datamigration.api.Api;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.batch.BatchControl.Surroundings;
import dev.datamigration.batch.rule.BatchStatuses;
import dev.datamigration.kubernetes.EventSender;
import dev.datamigration.kubernetes.ProcessName;
import dev.datamigration.kubernetes.TaskCache;
import dev.datamigration.metrics.BatchMeters;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries out BatchOperations. Tasks are read from a cache and looked at every poll interval while an operation is under
 * way, which costs no API call; before its tasks are selected the API server is asked whether the cache knows them all. An exception means that the API server could not be asked: it is tried again.
 */
@ControllerConfiguration(name = "batchoperation", informer = @Informer(informerListLimit = Api.LIST_PAGE))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 2, maxInterval = 30_000)
public class BatchOperationReconciler implements Reconciler<BatchOperation> {
    /** The time after which to look again while the tasks are listed for the first time. */
    private static final Duration CACHE_FILLS = Duration.ofMillis(200);

    private final KubernetesClient client;
    private final BatchControl control;
    private final Clock clock = Clock.systemUTC();
    private final TaskCache tasks;

    public BatchOperationReconciler(KubernetesClient client, BatchSettings settings, TaskCache tasks) {
        this.client = client;
        this.tasks = tasks;
        this.control = new BatchControl(client, new EventSender(client, ProcessName.get()), settings, clock);
    }

    @Override
    public UpdateControl<BatchOperation> reconcile(BatchOperation batch, Context<BatchOperation> context) {
        if (batch.getMetadata().getDeletionTimestamp() != null) {
            return UpdateControl.noUpdate();
        }
        if (BatchStatuses.finished(batch.getStatus())) {
            return expire(batch);
        }
        var again = UpdateControl.<BatchOperation>noUpdate();
        if (!tasks.isFilled()) {
            return again.rescheduleAfter(CACHE_FILLS);
        }
        control.pass(batch, surroundings(batch, context)).ifPresent(again::rescheduleAfter);
        return again;
    }

    private UpdateControl<BatchOperation> expire(BatchOperation batch) {
        var again = UpdateControl.<BatchOperation>noUpdate();
        timeLeft(batch, clock.instant()).ifPresent(left -> {
            if (left.isNegative() || left.isZero()) {
                client.resource(batch).delete();
            } else {
                again.rescheduleAfter(left);
            }
        });
        return again;
    }

    private Surroundings surroundings(BatchOperation batch, Context<BatchOperation> context) {
        var namespace = batch.getMetadata().getNamespace();
        var id = ResourceID.fromResource(batch);
        return new Surroundings(
                tasks(namespace),
                () -> TaskVersions.list(client, namespace),
                context.getPrimaryCache().list().toList(),
                () -> context.getPrimaryCache().get(id),
                (observed, status) -> write(context, observed, status));
    }

    private Map<String, MigrationTask> tasks(String namespace) {
        return tasks.list(namespace)
                .collect(Collectors.toMap(task -> task.getMetadata().getName(), Function.identity()));
    }

    /** Replaces the status as a whole, and only if the batch operation is still the one that was looked at. */
    private static Optional<BatchOperation> write(
            Context<BatchOperation> context, BatchOperation observed, BatchOperationStatus status) {
        var batch = new BatchOperation();
        batch.setMetadata(observed.getMetadata());
        batch.setSpec(observed.getSpec());
        batch.setStatus(status);
        try {
            var written = context.resourceOperations().updatePrimaryStatus(batch);
            if (BatchStatuses.finished(status)) {
                BatchMeters.ended(observed, status);
                BatchSpans.ended(observed, status);
            }
            return Optional.of(written);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Returns how long it is still to be kept, zero or less once it is due; empty where it is kept for good. */
    private static Optional<Duration> timeLeft(BatchOperation finished, Instant now) {
        var seconds = finished.getSpec().ttlSecondsAfterFinished();
        return seconds == null
                ? Optional.empty()
                : Optional.of(Duration.between(
                        now, Instant.parse(finished.getStatus().completedAt()).plusSeconds(seconds)));
    }
}
