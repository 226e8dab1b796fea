package dev.datamigration.metrics;

import java.util.List;

/**
 * Describes what a metric is; its values come from elsewhere.
 *
 * @param name as Prometheus shows it, with its unit, and with {@code _total} for a counter
 * @param labels all of them, in the order of {@link Point#labelValues}
 */
record Metric(String name, Kind kind, String help, List<String> labels) {
    enum Kind {
        Gauge,
        Counter,
        Histogram
    }

    static Metric gauge(String name, String help, String... labels) {
        return new Metric(name, Kind.Gauge, help, List.of(labels));
    }

    static Metric counter(String name, String help, String... labels) {
        return new Metric(name, Kind.Counter, help, List.of(labels));
    }

    static Metric histogram(String name, String help, String... labels) {
        return new Metric(name, Kind.Histogram, help, List.of(labels));
    }
}
