package dev.datamigration.metrics;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The operator SDK's own meters: queue, executions, errors and retries of each controller. None has a label of a resource. */
class ControllerMeters {

    @Produces
    @Singleton
    Metrics metrics(MeterRegistry registry) {
        return MicrometerMetricsV2.newBuilder(registry).build();
    }

    /** The SDK gives one of its counters a label only at times, which Prometheus refuses: it loses that label. */
    @Produces
    @Singleton
    MeterFilter sameLabelsAlways() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (!id.getName().equals("events.received")) {
                    return id;
                }
                return id.replaceTags(id.getTags().stream()
                        .filter(tag -> !tag.getKey().equals("action"))
                        .toList());
            }
        };
    }
}
