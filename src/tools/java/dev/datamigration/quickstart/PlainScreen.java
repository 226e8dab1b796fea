package dev.datamigration.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** One line every few seconds, and for each new topic. */
final class PlainScreen implements Screen {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(3).toNanos();

    private final PrintStream out;
    private long lastShown = System.nanoTime() - INTERVAL_NANOS;
    private String lastTopic = "";

    PlainScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void say(String line) {
        out.println(line);
    }

    @Override
    public synchronized void show(List<String> lines, String headline, String topic) {
        if (System.nanoTime() - lastShown >= INTERVAL_NANOS || !topic.equals(lastTopic)) {
            lastTopic = topic;
            lastShown = System.nanoTime();
            out.println(headline);
        }
    }
}
