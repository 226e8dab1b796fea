package dev.datamigration.faults.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ends processes once this JVM has ended, also where it was killed: a shell in a session of its own reads of them from a
 * pipe until that breaks. A process is known by its number and its start, since numbers are used again.
 */
public final class Lifeline implements AutoCloseable {
    private static final int STARTED_AFTER_NAME = 19;
    private static final String SHELL = """
            trap '' INT TERM HUP
            while read -r pid started; do held="$held $pid:$started"; done
            for process in $held; do
              set -- $(cat /proc/${process%:*}/stat 2>/dev/null)
              [ $# -gt 21 ] && shift 21 && [ "$1" = "${process#*:}" ] && kill -9 "${process%:*}"
            done
            """;
    private static final Lifeline SUITE = new Lifeline();

    private final Process shell;

    Lifeline() {
        try {
            shell = new ProcessBuilder("setsid", "sh", "-c", SHELL)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What everything hangs on that the suite starts. */
    public static Lifeline ofSuite() {
        return SUITE;
    }

    /** Everything that this JVM has started and that its children have, by now. */
    public void holdDescendants() {
        ProcessHandle.current().descendants().map(ProcessHandle::pid).forEach(this::hold);
    }

    /** One process, whoever started it; nothing if it has ended. */
    synchronized void hold(long pid) {
        var stat = Path.of("/proc", String.valueOf(pid), "stat");
        if (pid == shell.pid() || !Files.exists(stat)) {
            return;
        }
        try {
            var text = Files.readString(stat);
            var started = text.substring(text.lastIndexOf(')') + 2).split(" ")[STARTED_AFTER_NAME];
            shell.getOutputStream().write((pid + " " + started + "\n").getBytes(StandardCharsets.US_ASCII));
            shell.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the end of the JVM. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
