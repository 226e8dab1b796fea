package dev.datamigration.task;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.task.observation.Observer;
import org.jboss.logging.MDC;

/** Marks everything that this thread logs with the task and its phase, until it is closed. */
final class LogLabels implements AutoCloseable {
    private LogLabels() {}

    static LogLabels of(MigrationTask task) {
        MDC.put("task", Observer.id(task).toString());
        var status = task.getStatus();
        if (status != null && status.phase() != null) {
            MDC.put("phase", status.phase().name());
        }
        return new LogLabels();
    }

    @Override
    public void close() {
        MDC.remove("task");
        MDC.remove("phase");
    }
}
