package dev.datamigration.kubectl.text;

import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.kubectl.argument.OutputFormat;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The place where a person reads and types.
 *
 * @param out what was asked for
 * @param err what is said besides
 * @param in what is typed
 */
public record Terminal(TextStream out, TextStream err, Reader in) {
    /** The launcher says which streams are terminals: {@code 1}, {@code 2} or both. */
    private static final String TERMINALS = System.getProperty("migration.terminals", "");

    /** Of this process; in UTF-8 as kubectl, whatever the locale. */
    public static Terminal ofProcess() {
        return new Terminal(
                stream(FileDescriptor.out, "1"),
                stream(FileDescriptor.err, "2"),
                new BufferedReader(
                        new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8)));
    }

    private static TextStream stream(FileDescriptor descriptor, String number) {
        var stream = new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
        return new TextStream(stream, TERMINALS.contains(number));
    }

    /** Returns what people read: beside what a script reads, where there is such. */
    public TextStream people(OutputFormat format) {
        return format == OutputFormat.table ? out : err;
    }

    /** @throws CommandFailure unless the answer is yes; nobody who answers means no */
    public void confirm(String question) {
        err.print("\n" + question + " [y/N] ");
        if (!List.of("y", "Y", "yes", "Yes").contains(typedLine().strip())) {
            throw new CommandFailure(ExitCode.NotConfirmed, "nothing was done");
        }
    }

    private String typedLine() {
        try {
            var line = new StringBuilder();
            for (var letter = in.read(); letter >= 0 && letter != '\n'; letter = in.read()) {
                line.append((char) letter);
            }
            return line.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
