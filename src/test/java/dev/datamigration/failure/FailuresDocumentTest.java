package dev.datamigration.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FailuresDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("project.directory", "."), "docs", "failures.md");

    @Test
    void everyCodeIsDocumentedWithItsClassAndNoOther() throws Exception {
        var rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', line.indexOf('|', 1) + 1) + 1))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(FailureCode.values())
                        .map(code -> "| `%s` | %s |".formatted(code, code.failureClass()))
                        .toList());
    }
}
