package dev.datamigration.metrics;

import dev.datamigration.api.status.FullMigrationStatus;
import java.util.List;
import java.util.function.Function;

/** Shows how far full migrations are. */
final class LoadMetrics {
    static final List<TaskMetric> ALL = List.of(
            gauge("estimated_rows", "Rows to load, as the source's statistics estimate them.", f -> f.estimatedRows()),
            gauge("rows", "Rows loaded.", f -> f.migratedRows()),
            gauge("bytes", "Bytes loaded, in the database's bulk format.", f -> f.migratedBytes()),
            gauge("rows_per_second", "Rows loaded per second now.", f -> f.rowsPerSecond()),
            gauge("bytes_per_second", "Bytes loaded per second now.", f -> f.bytesPerSecond()),
            gauge("tables", "Tables to load.", f -> f.tables()),
            gauge("tables_loaded", "Tables loaded.", f -> f.tablesLoaded()),
            gauge("chunks", "Chunks planned so far.", f -> f.chunks()),
            gauge("chunks_loaded", "Chunks loaded.", f -> f.chunksLoaded()),
            gauge(
                    "workers",
                    "Workers at work while several share the load; absent where one does it alone.",
                    f -> f.workers() == null ? null : f.workers().atWork()));

    private LoadMetrics() {}

    private static TaskMetric gauge(String name, String help, Function<FullMigrationStatus, Number> value) {
        return TaskMetric.gauge(
                "datamigration_task_full_" + name, help, view -> view.full() == null ? null : value.apply(view.full()));
    }
}
