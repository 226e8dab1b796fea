package dev.datamigration.transfer.full.chunk;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.Chunk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Chunks that are planned and not yet taken; holds the planner back when it is far ahead. A chunk that was taken may come
 * back, so that nobody is told that there are no more before each is finished.
 */
public final class ChunkQueue {
    private static final int CAPACITY = 1000;
    private static final long WAIT_MILLIS = 50;

    private final RunScope scope;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private int taken;
    private boolean closed;

    public ChunkQueue(RunScope scope) {
        this.scope = scope;
    }

    synchronized void put(Chunk chunk) {
        while (chunks.size() >= CAPACITY) {
            await();
        }
        chunks.add(chunk);
        notifyAll();
    }

    /** No chunk will be put any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** The next chunk, waiting for one; empty when there will be none. It must be given back as finished or not. */
    synchronized Optional<Chunk> take() {
        while (chunks.isEmpty() && !isOver()) {
            await();
        }
        return poll();
    }

    /** As {@link #take}, without waiting: empty when there is none now. */
    public synchronized Optional<Chunk> poll() {
        var next = Optional.ofNullable(chunks.poll());
        if (next.isPresent()) {
            taken++;
            notifyAll();
        }
        return next;
    }

    public synchronized void finished() {
        taken--;
        notifyAll();
    }

    /** The next to take is this one, which was taken and is not finished. */
    public synchronized void putBack(Chunk chunk) {
        chunks.addFirst(chunk);
        finished();
    }

    /** Returns whether every chunk is finished that there will ever be. */
    public synchronized boolean isOver() {
        return closed && chunks.isEmpty() && taken == 0;
    }

    private void await() {
        scope.throwIfCancelled();
        try {
            wait(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
