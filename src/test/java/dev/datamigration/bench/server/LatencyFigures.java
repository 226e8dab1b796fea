package dev.datamigration.bench.server;

import java.util.List;

/** From a commit on the source until it is seen on the target, in seconds. */
public record LatencyFigures(double median, double p99) {
    private static final double NANOS = 1e9;

    /** @param nanos of each transaction, at least one */
    static LatencyFigures of(List<Long> nanos) {
        var sorted = nanos.stream().sorted().toList();
        return new LatencyFigures(at(sorted, 0.5), at(sorted, 0.99));
    }

    private static double at(List<Long> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(part * sorted.size()) - 1)) / NANOS;
    }
}
