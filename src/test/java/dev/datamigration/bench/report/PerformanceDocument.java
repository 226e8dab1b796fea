package dev.datamigration.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The document with a part for each bench, between two comments with its name, which the bench writes anew.
 *
 * @param text in Markdown
 */
public record PerformanceDocument(String text) {
    private static final String FILE = "docs/performance.md";
    private static final String PICTURES = "docs/pictures";

    public static PerformanceDocument read(Path project) {
        try {
            return new PerformanceDocument(Files.readString(project.resolve(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is between the comments now. */
    public String part(String bench) {
        return text.substring(begin(bench), end(bench));
    }

    /** The same with another part for that bench; nothing else changes. */
    public PerformanceDocument with(String bench, String part) {
        return new PerformanceDocument(
                text.substring(0, begin(bench)) + "\n" + part.strip() + "\n" + text.substring(end(bench)));
    }

    /** Writes it, and the picture that the part shows. */
    public void write(Path project, String bench, String svg) {
        try {
            Files.createDirectories(project.resolve(PICTURES));
            Files.writeString(project.resolve(PICTURES).resolve(fileName(bench)), svg);
            Files.writeString(project.resolve(FILE), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the part shows the picture by. */
    static String link(String bench, String title) {
        return "![" + title + "](pictures/" + fileName(bench) + ")";
    }

    private static String fileName(String bench) {
        return "bench-" + bench + ".svg";
    }

    private int begin(String bench) {
        var comment = "<!-- bench " + bench + " -->";
        return position(comment) + comment.length();
    }

    private int end(String bench) {
        return position("<!-- end of bench " + bench + " -->");
    }

    private int position(String comment) {
        var found = text.indexOf(comment);
        if (found < 0) {
            throw new IllegalStateException(FILE + " has no line " + comment);
        }
        return found;
    }
}
