package dev.datamigration.engine.local;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** The time of a worker, its way to wait, and its chance; tests have another one, in which nothing takes any time. */
interface WorkerClock extends InstantSource {
    /** As this machine has it. */
    WorkerClock SYSTEM = new WorkerClock() {
        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public double chance() {
            return ThreadLocalRandom.current().nextDouble();
        }

        @Override
        public void await(Object monitor, long millis) throws InterruptedException {
            monitor.wait(millis);
        }
    };

    /** A clock that nobody sets, for how long something lasts. */
    long nanos();

    /** From 0 to 1. */
    double chance();

    /** Waits until somebody notifies the monitor, which the caller holds; no longer than that many milliseconds, where not 0. */
    void await(Object monitor, long millis) throws InterruptedException;
}
