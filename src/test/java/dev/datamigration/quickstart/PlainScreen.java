package dev.datamigration.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** One line every few seconds. */
final class PlainScreen implements Screen {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(3).toNanos();

    private final PrintStream out;
    private long lastShown = System.nanoTime() - INTERVAL_NANOS;

    PlainScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void say(String line) {
        out.println(line);
    }

    @Override
    public synchronized void show(List<String> lines, String headline) {
        if (System.nanoTime() - lastShown >= INTERVAL_NANOS) {
            lastShown = System.nanoTime();
            out.println(headline);
        }
    }
}
