package dev.datamigration.trace;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * Configures whether spans are sent, under {@code otel.exporter.otlp.*}. These are OpenTelemetry's own names, which its SDK reads
 * itself; here only their presence counts.
 */
@ConfigMapping(prefix = "otel.exporter.otlp")
interface TracingSettings {

    /** Returns where a collector takes OTLP over HTTP, for instance {@code http://collector:4318}. */
    Optional<String> endpoint();
}
