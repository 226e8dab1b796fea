package dev.datamigration.transfer.full;

import dev.datamigration.database.RunScope;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Chunks that are planned and not yet taken; holds the planner back when it is far ahead. */
final class ChunkQueue {
    private static final int CAPACITY = 1000;
    private static final long WAIT_MILLIS = 50;

    private final RunScope scope;
    private final ArrayBlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CAPACITY);
    private volatile boolean closed;

    ChunkQueue(RunScope scope) {
        this.scope = scope;
    }

    void put(Chunk chunk) {
        while (!chunks.offer(chunk)) {
            scope.pause(WAIT_MILLIS);
        }
    }

    /** No chunk will be put any more. */
    void close() {
        closed = true;
    }

    /** The next chunk, or empty when there will be none. */
    Optional<Chunk> take() {
        while (true) {
            scope.throwIfCancelled();
            var wasClosed = closed;
            var chunk = poll();
            if (chunk != null || wasClosed) {
                return Optional.ofNullable(chunk);
            }
        }
    }

    private Chunk poll() {
        try {
            return chunks.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("interrupted");
        }
    }
}
