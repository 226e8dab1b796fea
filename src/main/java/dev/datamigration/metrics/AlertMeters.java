package dev.datamigration.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.List;

/** Counts alerts; to be called once, when the status that says so was written. */
public final class AlertMeters {
    static final Metric ALERTS = Metric.counter(
            "datamigration_alerts_total", "Alerts by what became of them.", "channel", "level", "outcome");
    static final Metric SUPPRESSED = Metric.counter(
            "datamigration_alerts_suppressed_total",
            "Times that something began anew and was not told, because its interval was not over.",
            "rule");
    static final List<Metric> ALL = List.of(ALERTS, SUPPRESSED);

    private AlertMeters() {}

    /** @param outcome sent, failed or unknown */
    public static void ended(Enum<?> channel, Enum<?> level, String outcome) {
        Counter.builder("datamigration.alerts")
                .description(ALERTS.help())
                .tags("channel", channel.name(), "level", level.name(), "outcome", outcome)
                .register(Metrics.globalRegistry)
                .increment();
    }

    public static void suppressed(Enum<?> rule, int times) {
        Counter.builder("datamigration.alerts.suppressed")
                .description(SUPPRESSED.help())
                .tags("rule", rule.name())
                .register(Metrics.globalRegistry)
                .increment(times);
    }
}
