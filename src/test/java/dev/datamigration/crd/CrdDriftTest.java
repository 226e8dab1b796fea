package dev.datamigration.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.CrdFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code crds/} is what the API records say. {@code mvn test -Dtest=CrdDriftTest -Dcrds.update=true} makes it so. */
class CrdDriftTest {
    @Test
    void theCommittedCrdsAreTheGeneratedOnes() throws IOException {
        if (Boolean.getBoolean("crds.update")) {
            GeneratedCrds.writeTo(CrdFiles.directory());
        }
        assertThat(committed())
                .as("crds/ differs from the API records; update it with"
                        + " mvn test -Dtest=CrdDriftTest -Dcrds.update=true")
                .isEqualTo(GeneratedCrds.generate());
    }

    private static TreeMap<String, String> committed() throws IOException {
        var committed = new TreeMap<String, String>();
        try (var files = Files.list(CrdFiles.directory())) {
            for (Path file : files.toList()) {
                committed.put(file.getFileName().toString().replaceFirst("\\.yaml$", ""), Files.readString(file));
            }
        }
        return committed;
    }
}
