package dev.datamigration.batch;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.kubernetes.TaskCache;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/** Only keeps the cache of tasks, for scenes in which somebody else plays their controller. */
@ControllerConfiguration(name = "migrationtask")
final class IdleTaskReconciler implements Reconciler<MigrationTask> {
    private final TaskCache cache;

    IdleTaskReconciler(TaskCache cache) {
        this.cache = cache;
    }

    @Override
    public List<EventSource<?, MigrationTask>> prepareEventSources(EventSourceContext<MigrationTask> context) {
        cache.use(context.getPrimaryCache());
        return List.of();
    }

    @Override
    public UpdateControl<MigrationTask> reconcile(MigrationTask task, Context<MigrationTask> context) {
        return UpdateControl.noUpdate();
    }
}
