package dev.datamigration.transfer.schema;

import dev.datamigration.api.SchemaStatus;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Passes the ledger's state on, at most five times a second. */
final class Progress implements Runnable {
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Ledger ledger;
    private final Consumer<SchemaStatus> consumer;
    private final AtomicLong last = new AtomicLong(System.nanoTime() - INTERVAL_NANOS);

    Progress(Ledger ledger, Consumer<SchemaStatus> consumer) {
        this.ledger = ledger;
        this.consumer = consumer;
    }

    @Override
    public void run() {
        var now = System.nanoTime();
        var previous = last.get();
        if (now - previous >= INTERVAL_NANOS && last.compareAndSet(previous, now)) {
            consumer.accept(ledger.status());
        }
    }

    /** Now, whenever the last time was. */
    SchemaStatus finish() {
        var status = ledger.status();
        consumer.accept(status);
        return status;
    }
}
