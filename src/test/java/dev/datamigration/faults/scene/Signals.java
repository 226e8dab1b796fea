package dev.datamigration.faults.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Signals to processes of this machine. */
final class Signals {
    private Signals() {}

    static void stop(long pid) {
        send("STOP", pid);
    }

    static void go(long pid) {
        send("CONT", pid);
    }

    /** Threads of a JVM write what they are doing to its output. */
    static void quit(long pid) {
        send("QUIT", pid);
    }

    private static void send(String signal, long pid) {
        try {
            var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                    .redirectErrorStream(true)
                    .start();
            kill.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
