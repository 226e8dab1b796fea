package dev.datamigration.database.compare;

/**
 * Says what many rows come to, whatever their order: their number, and the sums modulo 2^64 of both halves of their hashes.
 */
public record Aggregate(long rows, long sum1, long sum2) {
    public static final Aggregate NONE = new Aggregate(0, 0, 0);

    public Aggregate plus(Aggregate other) {
        return new Aggregate(rows + other.rows, sum1 + other.sum1, sum2 + other.sum2);
    }
}
