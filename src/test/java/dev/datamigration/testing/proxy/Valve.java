package dev.datamigration.testing.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What becomes of the bytes of one direction, of all connections alike. Changes apply to bytes already waiting, too. */
final class Valve {
    private final AtomicLong passed = new AtomicLong();
    private boolean frozen;
    private long delayNanos;
    private long bytesPerSecond;
    private long freeAt = System.nanoTime();

    synchronized void freeze(boolean frozen) {
        this.frozen = frozen;
        notifyAll();
    }

    synchronized void delay(Duration delay) {
        delayNanos = delay.toNanos();
        notifyAll();
    }

    /** @param bytesPerSecond 0 for no limit */
    synchronized void throttle(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
        freeAt = System.nanoTime();
        notifyAll();
    }

    long passed() {
        return passed.get();
    }

    /**
     * Waits until bytes may go on.
     *
     * @param readAt when they came, as {@link System#nanoTime()}
     * @throws IOException if the connection ended while they waited
     */
    synchronized void pass(int bytes, long readAt, ProxiedConnection connection) throws IOException {
        for (var left = leftNanos(readAt); frozen || left > 0; left = leftNanos(readAt)) {
            connection.throwIfClosed();
            await(frozen ? 0 : left);
        }
        connection.throwIfClosed();
        if (bytesPerSecond > 0) {
            freeAt = Math.max(freeAt, System.nanoTime()) + TimeUnit.SECONDS.toNanos(bytes) / bytesPerSecond;
        }
        passed.addAndGet(bytes);
    }

    /** Whoever waits here looks again whether its connection still lives. */
    synchronized void wake() {
        notifyAll();
    }

    private long leftNanos(long readAt) {
        var until = readAt + delayNanos;
        return Math.max(until - System.nanoTime(), bytesPerSecond > 0 ? freeAt - System.nanoTime() : 0);
    }

    /** @param nanos at most; 0 for ever */
    private void await(long nanos) throws IOException {
        try {
            wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException e) {
            throw new IOException("the proxy was interrupted", e);
        }
    }
}
