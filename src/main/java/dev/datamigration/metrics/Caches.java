package dev.datamigration.metrics;

import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.task.MigrationTask;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.Controller;
import jakarta.inject.Singleton;
import java.util.List;

/** Holds what the controllers have in memory. */
@Singleton
class Caches {
    private final Operator operator;

    Caches(Operator operator) {
        this.operator = operator;
    }

    List<MigrationTask> tasks() {
        return all(MigrationTask.class);
    }

    List<BatchOperation> batches() {
        return all(BatchOperation.class);
    }

    /** Empty while the operator starts: it has no caches yet. */
    private <T extends HasMetadata> List<T> all(Class<T> kind) {
        var info = operator.getRuntimeInfo();
        if (!info.isStarted()) {
            return List.of();
        }
        return info.getRegisteredControllers().stream()
                .filter(Controller.class::isInstance)
                .map(Controller.class::cast)
                .filter(controller -> controller.getConfiguration().getResourceClass() == kind)
                .findFirst()
                .map(controller -> (List<T>) controller
                        .eventSourceContext()
                        .getPrimaryCache()
                        .list()
                        .map(kind::cast)
                        .toList())
                .orElse(List.of());
    }
}
