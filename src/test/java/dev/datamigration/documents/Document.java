package dev.datamigration.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A document for people, and what it tells them to type. */
record Document(Path path, String text) {
    static final Path ROOT = Path.of(System.getProperty("project.directory", "."));
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(\\w+)\\n(.*?)^ *```$");
    private static final Pattern INLINE = Pattern.compile("`(SELECT [^`]+)`");

    /** Those of the project's root, of docs/ and of the chart. */
    static List<Document> all() {
        try (var docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("helm/README.md")), docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .map(Document::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document read(Path path) {
        try {
            return new Document(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks of SQL, and queries within a sentence. An ellipsis or a name in angle brackets is for the reader to fill in. */
    List<String> sql() {
        var inline = INLINE.matcher(text).results().map(found -> found.group(1));
        return Stream.concat(blocks("sql"), inline)
                .filter(sql -> !sql.contains("…"))
                .toList();
    }

    /** Commands of kubectl in blocks, each as one line for a shell. */
    List<String> commands() {
        return Stream.concat(blocks("console"), blocks("sh"))
                .flatMap(block -> commands(block).stream())
                .filter(command -> !command.contains("…") && !command.contains("<"))
                .toList();
    }

    private Stream<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(language))
                .map(found -> found.group(2));
    }

    private static List<String> commands(String block) {
        var commands = new ArrayList<String>();
        String open = null;
        for (var line : block.lines().map(String::strip).toList()) {
            var begun = line.startsWith("$ ") ? line.substring(2) : line;
            if (open == null && !begun.startsWith("kubectl ")) {
                continue;
            }
            var command = withoutComment(open == null ? begun : open + " " + line);
            open = isOpen(command) ? withoutBackslash(command) : null;
            if (open == null) {
                commands.add(command);
            }
        }
        return commands;
    }

    private static boolean isOpen(String command) {
        return command.endsWith("\\") || command.chars().filter(c -> c == '\'').count() % 2 == 1;
    }

    private static String withoutBackslash(String command) {
        return command.endsWith("\\")
                ? command.substring(0, command.length() - 1).strip()
                : command;
    }

    private static String withoutComment(String command) {
        return command.replaceFirst("\\s{2,}#.*$", "");
    }

    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }
}
