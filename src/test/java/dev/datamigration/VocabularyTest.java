package dev.datamigration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.CrdFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Names are the field's words, one meaning each: see {@code docs/glossary.md}. */
class VocabularyTest {
    private static final Path PROJECT = CrdFiles.projectDirectory();

    /** Items of the precheck are called as the status calls them, whatever else bears the name. */
    private static final String ITEMS = "/database/postgres/precheck/";

    private static final Pattern METAPHORS = Pattern.compile(
            "(^|[a-z])(Acquaintance|Ceremony|Chore|Crew|Descent|Desk|Halt|"
                    + "Knowledge|Lane|Letter|Outlook|Pace|Parcel|Robot|Silence|Trouble|Wording|Workplace)(s?)([A-Z]|$)");

    private static final Pattern TERM = Pattern.compile("(?m)^\\| ([a-zA-Z][^|]*?) \\| .+ \\|$");

    @Test
    void noClassIsCalledByAPrivateMetaphor() throws IOException {
        assertThat(classes())
                .extracting(VocabularyTest::simpleName)
                .noneMatch(name -> METAPHORS.matcher(name).find());
    }

    @Test
    void noTwoClassesHaveTheSameName() throws IOException {
        var names = classes().stream()
                .filter(path -> !path.toString().replace('\\', '/').contains(ITEMS))
                .collect(Collectors.groupingBy(VocabularyTest::simpleName, Collectors.counting()));
        assertThat(names).allSatisfy((name, count) -> assertThat(count).as(name).isEqualTo(1));
    }

    @Test
    void theGlossaryHasOneMeaningForEachTerm() throws IOException {
        var terms = TERM.matcher(Files.readString(PROJECT.resolve("docs/glossary.md")))
                .results()
                .flatMap(found -> List.of(found.group(1).split(", ")).stream())
                .filter(term -> !term.equals("Term"))
                .toList();
        assertThat(terms).hasSizeGreaterThan(60).doesNotHaveDuplicates();
        assertThat(terms)
                .containsAll(Set.of("epoch", "claim", "round", "marker", "late write", "worker", "helper", "ledger"));
    }

    private static List<Path> classes() throws IOException {
        try (var files = Files.walk(PROJECT.resolve("src/main/java"))) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("package-info.java"))
                    .toList();
        }
    }

    private static String simpleName(Path path) {
        return path.getFileName().toString().replace(".java", "");
    }
}
