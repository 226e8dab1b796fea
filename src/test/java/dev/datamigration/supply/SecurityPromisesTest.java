package dev.datamigration.supply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.CrdFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every promise of docs/security.md names tests, and they are there. */
class SecurityPromisesTest {
    private static final Path PROJECT = CrdFiles.projectDirectory();
    private static final Pattern HEADING = Pattern.compile("\\| Promised? \\|.* Test \\|");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))(?:\\.([a-z][A-Za-z0-9]*))?`");

    @Test
    void everyPromiseNamesATestThatIsThere() throws IOException {
        var tests = tests();
        var inTable = false;
        var promises = 0;
        for (var line : Files.readAllLines(PROJECT.resolve("docs/security.md"))) {
            inTable = HEADING.matcher(line).matches() || inTable && line.startsWith("|");
            if (inTable && !line.startsWith("|---") && !HEADING.matcher(line).matches()) {
                promises++;
                var cells = line.split(" \\| ");
                assertThat(NAMED.matcher(cells[cells.length - 1]).find())
                        .as(line)
                        .isTrue();
            }
            for (var named = NAMED.matcher(line); named.find(); ) {
                assertThat(tests).as(line).containsKey(named.group(1));
                if (named.group(2) != null) {
                    assertThat(Files.readString(tests.get(named.group(1))))
                            .as(line)
                            .contains("void " + named.group(2) + "(");
                }
            }
        }
        assertThat(promises).isGreaterThan(30);
    }

    private static Map<String, Path> tests() throws IOException {
        try (var files = Files.walk(PROJECT.resolve("src/test/java"))) {
            return files.filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            file -> file,
                            (one, other) -> one));
        }
    }
}
