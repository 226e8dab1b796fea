package dev.datamigration.transfer.schema;

import dev.datamigration.api.SchemaStatus;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Passes the ledger's state on, not more often than an interval allows. */
final class Progress implements Runnable {
    private final Ledger ledger;
    private final Consumer<SchemaStatus> consumer;
    private final long intervalNanos;
    private final AtomicLong last;

    Progress(Ledger ledger, Consumer<SchemaStatus> consumer, Duration interval) {
        this.ledger = ledger;
        this.consumer = consumer;
        this.intervalNanos = interval.toNanos();
        this.last = new AtomicLong(System.nanoTime() - intervalNanos);
    }

    @Override
    public void run() {
        var now = System.nanoTime();
        var previous = last.get();
        if (now - previous >= intervalNanos && last.compareAndSet(previous, now)) {
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
