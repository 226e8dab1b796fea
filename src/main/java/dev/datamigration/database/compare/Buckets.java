package dev.datamigration.database.compare;

/**
 * Says how many parts a table is dealt into by hash.
 *
 * @param count a power of two
 */
public record Buckets(int count) {
    private static final int MOST = 1 << 14;

    /** So many that each holds about the given number of rows, within what a server keeps in memory easily. */
    public static Buckets of(long estimatedRows, int rowsEach) {
        var count = 1;
        while (count < MOST && (long) count * rowsEach < estimatedRows) {
            count <<= 1;
        }
        return new Buckets(count);
    }
}
