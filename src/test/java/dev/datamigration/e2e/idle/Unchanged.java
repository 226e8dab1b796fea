package dev.datamigration.e2e.idle;

import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/** Whether a number is what it was when it was last asked for. */
final class Unchanged implements Callable<Boolean> {
    private final LongSupplier number;
    private long last = -1;

    Unchanged(LongSupplier number) {
        this.number = number;
    }

    @Override
    public Boolean call() {
        var before = last;
        last = number.getAsLong();
        return last == before;
    }
}
