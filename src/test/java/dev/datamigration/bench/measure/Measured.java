package dev.datamigration.bench.measure;

import java.util.List;

/**
 * What one contender took.
 *
 * @param seconds of each round, in their order; at least one
 */
public record Measured(String name, List<Double> seconds) {
    public Measured {
        seconds = List.copyOf(seconds);
        if (seconds.isEmpty()) {
            throw new IllegalArgumentException(name + " was not measured");
        }
    }

    /** The middle one; of an even number, the mean of the two in the middle. */
    public double median() {
        var sorted = seconds.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double least() {
        return seconds.stream().min(Double::compare).orElseThrow();
    }

    public double most() {
        return seconds.stream().max(Double::compare).orElseThrow();
    }
}
