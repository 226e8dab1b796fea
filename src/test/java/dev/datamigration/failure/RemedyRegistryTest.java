package dev.datamigration.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every text of the product that holds SQL or a command names, in remedies.txt, the test that runs it in the situation that it is
 * given for, or why none does; statements that the product runs itself are named there as its own. A test counts if it takes a
 * text of the product and runs something that it does not say itself.
 */
class RemedyRegistryTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/datamigration");
    private static final Path REGISTRY = Path.of("src/test/resources/remedies.txt");
    private static final Pattern COMMENTS =
            Pattern.compile("/\\*.*?\\*/|^\\s*//[^\\n]*", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern BLOCKS = Pattern.compile("\"\"\".*?\"\"\"", Pattern.DOTALL);
    private static final Pattern JOINS = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern LITERALS = Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");
    private static final Pattern COMMANDS = Pattern.compile(
            "\\b(ALTER(_REPLICATION_SLOT| (TABLE|ROLE|SYSTEM|DATABASE|INDEX|TYPE|SEQUENCE|PUBLICATION|MATERIALIZED VIEW))|GRANT |CREATE (EXTENSION|DATABASE|ROLE|TABLE|COLLATION|SCHEMA)"
                    + "|TRUNCATE %|DROP (INDEX|TABLE|PUBLICATION|CONSTRAINT|TRIGGER)|SELECT pg_\\w+\\(|SELECT [^.]* FROM pg_(?!catalog\\.)"
                    + "|ROLLBACK PREPARED|COMMIT PREPARED|REFRESH |kubectl )");

    /** @param by a test as Class#method, own, or untested with the reason */
    private record Entry(String file, String part, String by) {
        static Entry of(String line) {
            var fields = line.split(" \\| ", 3);
            return new Entry(fields[0].strip(), fields[1].strip(), fields[2].strip());
        }

        boolean isTested() {
            return by.matches("\\w+#\\w+");
        }

        boolean is(Text text) {
            return text.file().equals(file)
                    && (part.equals("*") || text.literal().contains(part));
        }
    }

    private record Text(String file, String literal) {}

    @Test
    void everyRemedyNamesTheTestThatRunsIt() throws IOException {
        var entries = entries();
        assertThat(texts())
                .filteredOn(text -> entries.stream().noneMatch(entry -> entry.is(text)))
                .as("run each by a test, and name that in " + REGISTRY)
                .isEmpty();
    }

    @Test
    void nothingIsNamedThatIsNotThere() throws IOException {
        var texts = texts();
        assertThat(entries())
                .filteredOn(entry -> texts.stream().noneMatch(entry::is))
                .as("no text has this")
                .isEmpty();
        assertThat(entries())
                .filteredOn(entry -> !entry.isTested())
                .allMatch(entry -> entry.by().equals("own") || entry.by().matches("untested: .+"));
    }

    @Test
    void whatIsNamedRunsWhatTheProductPrints() throws IOException {
        assertThat(entries()).filteredOn(Entry::isTested).allSatisfy(entry -> {
            var name = entry.by().split("#");
            var test = new TestSource(source(name[0]));
            assertThat(test.has(name[1])).as("%s: there is no such test", entry).isTrue();
            assertThat(test.runsWhatIsPrinted(name[1]))
                    .as("%s: it takes no text of the product, or runs only what it says itself", entry)
                    .isTrue();
        });
    }

    private static List<Entry> entries() throws IOException {
        return Files.readAllLines(REGISTRY).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Entry::of)
                .toList();
    }

    private static List<Text> texts() throws IOException {
        var found = new ArrayList<Text>();
        for (var file : files(SOURCES)) {
            var code = COMMENTS.matcher(Files.readString(file)).replaceAll("");
            code = JOINS.matcher(BLOCKS.matcher(code).replaceAll("\"\"")).replaceAll("");
            LITERALS.matcher(code)
                    .results()
                    .map(literal -> literal.group(1))
                    .filter(literal -> COMMANDS.matcher(literal).find())
                    .forEach(literal ->
                            found.add(new Text(SOURCES.relativize(file).toString(), literal)));
        }
        assertThat(found).hasSizeGreaterThan(100);
        return found;
    }

    private static String source(String test) {
        try {
            var found = files(Path.of("src/test/java")).stream()
                    .filter(file -> file.getFileName().toString().equals(test + ".java"))
                    .findFirst();
            return found.isEmpty() ? "" : Files.readString(found.get());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
