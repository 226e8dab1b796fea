package dev.datamigration.transfer.schema;

import dev.datamigration.api.status.SchemaStatus;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Passes the ledger's state on, not more often than an interval allows. */
final class SchemaProgress implements Runnable {
    private final SchemaObjectStore objectStore;
    private final Consumer<SchemaStatus> consumer;
    private final long intervalNanos;
    private final AtomicLong last;

    SchemaProgress(SchemaObjectStore objectStore, Consumer<SchemaStatus> consumer, Duration interval) {
        this.objectStore = objectStore;
        this.consumer = consumer;
        this.intervalNanos = interval.toNanos();
        this.last = new AtomicLong(System.nanoTime() - intervalNanos);
    }

    @Override
    public void run() {
        var now = System.nanoTime();
        var previous = last.get();
        if (now - previous >= intervalNanos && last.compareAndSet(previous, now)) {
            consumer.accept(objectStore.status());
        }
    }

    /** Now, whenever the last time was. */
    SchemaStatus finish() {
        var status = objectStore.status();
        consumer.accept(status);
        return status;
    }
}
