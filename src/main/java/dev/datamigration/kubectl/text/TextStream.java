package dev.datamigration.kubectl.text;

import dev.datamigration.failure.OneLine;
import java.io.PrintStream;

/** One of the two streams that are written to. Names and messages may hold what a terminal would obey instead of showing it. */
public final class TextStream {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    private final PrintStream stream;
    private final boolean terminal;

    public TextStream(PrintStream stream, boolean terminal) {
        this.stream = stream;
        this.terminal = terminal;
    }

    /** A line, or several that are divided by line breaks. */
    public void line(String text) {
        print(text + "\n");
    }

    public void print(String text) {
        stream.print(OneLine.each(text));
        stream.flush();
    }

    /** For programs: byte by byte as it came. */
    public void pass(byte[] output) {
        stream.write(output, 0, output.length);
        stream.flush();
    }

    /** On a terminal alone, until {@link #endProgress}: a line that the next one is written over. */
    public void progress(String text) {
        if (terminal) {
            stream.print(CLEAR_LINE);
            print(text);
        }
    }

    public void endProgress() {
        if (terminal) {
            stream.print(CLEAR_LINE);
            stream.flush();
        }
    }

    public void clearScreen() {
        if (terminal) {
            stream.print(CLEAR_SCREEN);
        }
    }
}
