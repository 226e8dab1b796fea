package dev.datamigration.quickstart;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where progress goes. */
interface Screen {
    /** A line that stays. */
    void say(String line);

    /**
     * What is going on now, in place of what was shown before.
     *
     * @param lines all there is to show
     * @param headline the one line that matters, for where lines cannot be taken back
     * @param topic what it is about; there, another topic is shown at once
     */
    void show(List<String> lines, String headline, String topic);

    /** Bars that move where a person looks on, plain lines where output goes to a file. */
    static Screen forThisTerminal() {
        var dumb = "dumb".equals(System.getenv("TERM"));
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return System.console() != null && !dumb ? new AnsiScreen(out) : new PlainScreen(out);
    }
}
