package dev.datamigration.bench.server;

/** Seconds since it was started. */
public record Stopwatch(long startedNanos) {
    public static Stopwatch start() {
        return new Stopwatch(System.nanoTime());
    }

    public double seconds() {
        return (System.nanoTime() - startedNanos) / 1e9;
    }
}
