package dev.datamigration.alert.dispatch;

import java.time.Instant;

/** Wakes somebody at a time. */
@FunctionalInterface
public interface WakeUp {
    /** Runs it at that time, or at once where that has passed; always on another thread than the caller's. */
    void at(Instant time, Runnable work);
}
