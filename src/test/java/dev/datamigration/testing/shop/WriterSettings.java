package dev.datamigration.testing.shop;

/**
 * How busy the shop is.
 *
 * @param connections how many write at a time, from 1
 * @param transactionsPerSecond of all of them together; a delay is made up for. With 0 nobody writes
 * @param seed the same seed makes each connection do the same things in the same order
 */
public record WriterSettings(int connections, int transactionsPerSecond, long seed) {
    public static final WriterSettings DEFAULT = new WriterSettings(4, 400, 42);
}
