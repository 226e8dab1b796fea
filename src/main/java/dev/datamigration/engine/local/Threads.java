package dev.datamigration.engine.local;

/** Waiting for threads that end by themselves once their run is cancelled. */
final class Threads {
    private Threads() {}

    /** Waits through interrupts and passes them on afterwards: half-ended work must not be taken for ended. */
    static void join(Thread thread) {
        var interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
