package dev.datamigration.database.postgres.liveness;

import java.util.concurrent.TimeUnit;

/** Keeps when a socket was last heard, as far as anybody listens. Told by the threads that use it, read by the one that watches. */
final class SocketActivity {
    /** Who polls looks more often than this; who does not look has no reason to be answered. */
    private static final long LISTENING_NANOS = TimeUnit.SECONDS.toNanos(2);

    private boolean reading;
    private boolean writing;
    private boolean waiting;
    private long waitingSince;
    private long lastLook;
    private long writingSince;

    synchronized void readBegins(long now) {
        if (!waiting) {
            waiting = true;
            waitingSince = now;
        }
        reading = true;
        lastLook = now;
    }

    /** @param heard whether something came, be it the end; not where only the time for it was over */
    synchronized void readEnds(long now, boolean heard) {
        reading = false;
        lastLook = now;
        waiting = waiting && !heard;
    }

    synchronized void writeBegins(long now) {
        writing = true;
        writingSince = now;
    }

    synchronized void writeEnds() {
        writing = false;
    }

    /** For how long somebody has waited in vain for something to come or to go; 0 while nobody waits. */
    synchronized long silentNanos(long now) {
        if (writing) {
            return now - writingSince;
        }
        var listening = reading || now - lastLook < LISTENING_NANOS;
        return waiting && listening ? now - waitingSince : 0;
    }
}
