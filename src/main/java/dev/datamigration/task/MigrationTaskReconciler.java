package dev.datamigration.task;

import dev.datamigration.alert.AlertSystem;
import dev.datamigration.alert.Alerts;
import dev.datamigration.api.Api;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.kubernetes.EventSender;
import dev.datamigration.kubernetes.ProcessName;
import dev.datamigration.kubernetes.StatusWriter;
import dev.datamigration.kubernetes.TaskCache;
import dev.datamigration.kubernetes.secret.DatabaseSecrets;
import dev.datamigration.kubernetes.secret.SecretKeys;
import dev.datamigration.network.AddressPolicy;
import dev.datamigration.task.observation.Reports;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Brings every MigrationTask where its spec wants it. What is to be done is decided in {@code lifecycle}; here it is
 * only fitted to the operator SDK. An exception means that the API server could not be asked: it is tried again.
 */
@ControllerConfiguration(
        name = "migrationtask",
        finalizerName = Api.FINALIZER,
        informer = @Informer(informerListLimit = Api.LIST_PAGE))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 2, maxInterval = 30_000)
public class MigrationTaskReconciler implements Reconciler<MigrationTask>, Cleaner<MigrationTask> {
    private final MigrationEngine engine;
    private final ControlSettings settings;
    private final Alerts alerts;
    private final TaskCache cache;
    private final TaskControl control;

    /**
     * @param databases which of them may be met
     * @param cache is filled by this controller
     */
    public MigrationTaskReconciler(
            MigrationEngine engine,
            KubernetesClient client,
            ControlSettings settings,
            AddressPolicy databases,
            AlertSystem system,
            TaskCache cache) {
        this.engine = engine;
        this.settings = settings;
        this.alerts = system.alerts();
        this.cache = cache;
        var secrets = new DatabaseSecrets(client, databases);
        this.control = new TaskControl(
                engine,
                task -> Goals.logins(task, secrets),
                new EventSender(client, ProcessName.get())::send,
                new Reports(client),
                new Alerting(alerts, new SecretKeys(client)::read),
                settings,
                Clock.systemUTC());
    }

    @Override
    public List<EventSource<?, MigrationTask>> prepareEventSources(EventSourceContext<MigrationTask> context) {
        cache.use(context.getPrimaryCache());
        return List.of(
                new ChangeEvents("engine", engine::onChange),
                new ChangeEvents("alerts", alerts.dispatcher()::onChange));
    }

    @Override
    public UpdateControl<MigrationTask> reconcile(MigrationTask task, Context<MigrationTask> context) {
        var again = UpdateControl.<MigrationTask>noUpdate();
        look(task, context).nextLook(settings).ifPresent(again::rescheduleAfter);
        return again;
    }

    @Override
    public DeleteControl cleanup(MigrationTask task, Context<MigrationTask> context) {
        var pass = look(task, context);
        return pass.removeFinalizer()
                ? DeleteControl.defaultDelete()
                : DeleteControl.noFinalizerRemoval()
                        .rescheduleAfter(pass.nextLook(settings).orElse(settings.pollInterval()));
    }

    private Pass look(MigrationTask task, Context<MigrationTask> context) {
        var statuses = new StatusWriter(context);
        var begun = Instant.now();
        try (var labels = LogLabels.of(task)) {
            return control.pass(task, (seen, status) -> {
                var written = statuses.replace(seen, status);
                if (written) {
                    TaskSpans.passed(seen, status, begun);
                }
                return written;
            });
        }
    }
}
