package dev.datamigration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The diagrams and tables in the documentation are those of the code. {@code mvn test -Dtest=LifecycleDocsTest
 * -Ddocs.update=true} writes them anew.
 */
class LifecycleDocsTest {
    private static final Pattern MARKED =
            Pattern.compile("(<!-- generated: ([a-z-]+) -->\n)(?:.*?\n)??(<!-- end of generated -->)", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"docs/architecture.md", "docs/lifecycle.md"})
    void documentsShowWhatTheCodeDoes(String document) throws IOException {
        var path = Path.of(System.getProperty("project.directory", ".")).resolve(document);
        var text = Files.readString(path);
        var fresh = MARKED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + LifecycleDocs.generated().get(found.group(2)) + "\n" + found.group(3)));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(path, fresh);
        }
        assertThat(Files.readString(path)).isEqualTo(fresh);
    }

    @Test
    void everyTableIsShownSomewhere() throws IOException {
        var root = Path.of(System.getProperty("project.directory", "."));
        var lifecycle = Files.readString(root.resolve("docs/lifecycle.md"));
        var architecture = Files.readString(root.resolve("docs/architecture.md"));
        for (var name : LifecycleDocs.generated().keySet()) {
            assertThat(lifecycle).contains("<!-- generated: " + name + " -->");
        }
        for (var name : List.of("state-diagram", "operations")) {
            assertThat(architecture).contains("<!-- generated: " + name + " -->");
        }
    }
}
