package dev.datamigration.trace;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts to send spans, before anything is done that is worth one, where somebody said where to. */
@Singleton
class TracingStart {
    private static final Logger LOG = Logger.getLogger(TracingStart.class);
    private static final int FIRST = 1;

    private final TracingSettings settings;
    private final String service;
    private OpenTelemetrySdk sdk;

    TracingStart(
            TracingSettings settings,
            @ConfigProperty(name = "quarkus.application.name") String application,
            @ConfigProperty(name = "datamigration.worker.enabled", defaultValue = "false") boolean worker) {
        this.settings = settings;
        this.service = worker ? "data-migration-worker" : application;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        if (settings.endpoint().isEmpty()) {
            return;
        }
        sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(() -> Map.of(
                        "otel.service.name", service,
                        "otel.exporter.otlp.endpoint", settings.endpoint().get(),
                        "otel.exporter.otlp.protocol", "http/protobuf",
                        "otel.traces.exporter", "otlp",
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none"))
                .build()
                .getOpenTelemetrySdk();
        Spans.sendTo(sdk);
        LOG.infof("Traces of %s go to %s", service, settings.endpoint().get().replaceAll("//[^/@]*@", "//…@"));
    }

    /** Sends what is left. */
    @PreDestroy
    void stop() {
        if (sdk != null) {
            Spans.sendTo(null);
            sdk.close();
        }
    }
}
