package dev.datamigration.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Closes what was opened, last first, once; at the end, after a failure, or on Ctrl-C. */
final class CleanUp implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private volatile boolean begun;

    /** Closes on Ctrl-C, too. */
    static CleanUp onExit() {
        var cleanUp = new CleanUp();
        Runtime.getRuntime().addShutdownHook(new Thread(cleanUp::close, "clean-up"));
        return cleanUp;
    }

    /**
     * Opens something. A clean-up that begins meanwhile waits for it, since what is half open can neither be closed nor left.
     *
     * @throws IllegalStateException if the clean-up has begun
     */
    synchronized <T extends AutoCloseable> T open(Supplier<T> opening) {
        if (begun) {
            throw new IllegalStateException("everything is being closed");
        }
        var resource = opening.get();
        opened.push(resource);
        return resource;
    }

    boolean hasBegun() {
        return begun;
    }

    @Override
    public void close() {
        begun = true;
        closeAll();
    }

    private synchronized void closeAll() {
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
