package dev.datamigration.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, last first, once; at the end, after a failure, or on Ctrl-C. */
final class CleanUp implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    /** Closes on Ctrl-C, too. */
    static CleanUp onExit() {
        var cleanUp = new CleanUp();
        Runtime.getRuntime().addShutdownHook(new Thread(cleanUp::close, "clean-up"));
        return cleanUp;
    }

    /** Whoever opens something after the clean-up began has it closed at once. */
    synchronized <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        if (closed) {
            close();
        }
        return resource;
    }

    synchronized boolean hasBegun() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!opened.isEmpty()) {
            closeQuietly(opened.pop());
        }
    }

    /** One that does not close must not keep the others from closing. */
    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("could not clean up: " + e);
        }
    }
}
