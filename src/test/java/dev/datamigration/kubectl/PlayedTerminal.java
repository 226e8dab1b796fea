package dev.datamigration.kubectl;

import dev.datamigration.kubectl.text.Terminal;
import dev.datamigration.kubectl.text.TextStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** Keeps what a command prints, and types. */
final class PlayedTerminal {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final Terminal terminal;

    PlayedTerminal(String typed) {
        terminal = new Terminal(stream(out), stream(err), new StringReader(typed));
    }

    private static TextStream stream(ByteArrayOutputStream into) {
        return new TextStream(new PrintStream(into, true, StandardCharsets.UTF_8), false);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
