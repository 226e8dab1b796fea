package dev.datamigration.metrics;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.cluster.Leadership;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.Report;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the metrics about tasks and batch operations at each scrape. Nothing is registered per task, so nothing of a task
 * that is gone can stay.
 */
@Singleton
class Exposition extends Collector {
    private final Caches caches;
    private final MigrationEngine engine;
    private final Leadership leadership;
    private final MetricsSettings settings;

    Exposition(Caches caches, MigrationEngine engine, Leadership leadership, MetricsSettings settings) {
        this.caches = caches;
        this.leadership = leadership;
        this.engine = engine;
        this.settings = settings;
    }

    void begin(@Observes StartupEvent started, PrometheusMeterRegistry registry) {
        registry.getPrometheusRegistry().register(this);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return families().stream().map(Exposition::samples).toList();
    }

    /** A replica that stands by shows nothing of the tasks, which the leader shows. */
    private List<Family> families() {
        var families = new ArrayList<Family>();
        families.add(FleetMetrics.leader(leadership.leads()));
        if (leadership.leads()) {
            var tasks = tasks();
            families.addAll(FleetMetrics.of(tasks, caches.batches(), settings.maxTasks()));
            families.addAll(TaskMetrics.of(tasks, settings.maxTasks()));
        }
        return families;
    }

    private List<TaskSample> tasks() {
        return caches.tasks().stream()
                .map(task -> TaskSample.of(task, report(task)))
                .toList();
    }

    private Report report(MigrationTask task) {
        var meta = task.getMetadata();
        return engine.report(new TaskId(meta.getNamespace(), meta.getName(), meta.getUid()))
                .orElse(null);
    }

    private static MetricFamilySamples samples(Family family) {
        var metric = family.metric();
        var type = metric.kind() == Metric.Kind.Counter ? Type.COUNTER : Type.GAUGE;
        return new MetricFamilySamples(
                metric.name(),
                type,
                metric.help(),
                family.points().stream()
                        .map(point -> new Sample(metric.name(), metric.labels(), point.labelValues(), point.value()))
                        .toList());
    }
}
