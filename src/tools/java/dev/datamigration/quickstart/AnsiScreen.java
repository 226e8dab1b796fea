package dev.datamigration.quickstart;

import java.io.PrintStream;
import java.util.List;

/** Redraws its last lines in place, with the control sequences that every terminal of today knows (ECMA-48). */
final class AnsiScreen implements Screen {
    private static final String UP = "\033[%dA";
    private static final String CLEAR_TO_END = "\033[J";
    /** Lines that wrap would break the counting of lines. */
    private static final String NO_WRAP = "\033[?7l";

    private static final String WRAP = "\033[?7h";

    private final PrintStream out;
    private int shown;

    AnsiScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void say(String line) {
        out.print(wipe() + line + "\n");
        out.flush();
        shown = 0;
    }

    @Override
    public synchronized void show(List<String> lines, String headline, String topic) {
        out.print(NO_WRAP + wipe() + String.join("\n", lines) + "\n" + WRAP);
        out.flush();
        shown = lines.size();
    }

    private String wipe() {
        return (shown == 0 ? "" : UP.formatted(shown)) + "\r" + CLEAR_TO_END;
    }
}
