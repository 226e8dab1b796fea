package dev.datamigration.transfer.incremental.stream;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Between the thread that reads the log and the one that applies it; bounded by the memory that its content takes. */
public final class ReceivedQueue {
    private static final long POSITION_BYTES = 64;

    private final long capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final ArrayDeque<ReceivedMessage> items = new ArrayDeque<>();
    private long bytes;
    private Throwable failure;
    private boolean woken;

    /** @param capacity in bytes; what is added last may exceed it, so that nothing is too large */
    public ReceivedQueue(long capacity) {
        this.capacity = capacity;
    }

    /** As {@link #offer(List, long)}, of one item. */
    boolean offer(ReceivedMessage item, long timeoutMillis) throws InterruptedException {
        return offer(List.of(item), timeoutMillis);
    }

    /**
     * Adds items as soon as there is room. Whoever has several adds them together, since each time may wake the taker.
     *
     * @return false if there was none in time; then none is added
     */
    boolean offer(List<ReceivedMessage> added, long timeoutMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (bytes >= capacity) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = drained.awaitNanos(nanos);
            }
            items.addAll(added);
            added.forEach(item -> bytes += memory(item));
            filled.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the taker throw once it has taken everything; the first failure counts. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Makes the taker return, now or when it next comes, without waiting for anything; it does not wait again. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves everything there is to the taker, waiting for something if need be.
     *
     * @return false if nothing came in time, or the taker was woken
     */
    public boolean drainTo(Queue<ReceivedMessage> taker, long timeoutMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (items.isEmpty()) {
                throwFailure();
                if (nanos <= 0 || woken) {
                    return false;
                }
                nanos = filled.awaitNanos(nanos);
            }
            taker.addAll(items);
            items.clear();
            bytes = 0;
            drained.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void throwFailure() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    static long memory(ReceivedMessage item) {
        return item instanceof ReceivedMessage.Message message
                ? message.message().memory()
                : POSITION_BYTES;
    }
}
