package dev.datamigration.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datamigration.testing.CrdFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the operator is shipped with is what is written down: a version that another one brought along, or a licence that came
 * with it, is a change that somebody makes. {@code -Ddependencies.update=true} writes the list anew.
 */
class DependenciesIT {
    private static final Path PROJECT = CrdFiles.projectDirectory();
    private static final Path SBOM = PROJECT.resolve("target/classes/META-INF/sbom/application.cdx.json");
    private static final Path LIST = PROJECT.resolve("docs/dependencies.md");

    private List<Dependency> shipped;

    @BeforeEach
    void read() throws IOException {
        assumeTrue(Files.exists(SBOM), "mvn process-classes makes the SBOM");
        var components = new ObjectMapper().readTree(SBOM.toFile()).path("components");
        shipped = StreamSupport.stream(components.spliterator(), false)
                .map(Dependency::of)
                .sorted()
                .toList();
    }

    @Test
    void theListIsTheBuilds() throws IOException {
        var before = Files.readString(LIST);
        var begin = before.indexOf("| Library |");
        var wanted = before.substring(0, begin) + "| Library | Version | Licences | Advisories |\n|---|---|---|---|\n"
                + shipped.stream().map(Dependency::row).collect(Collectors.joining());
        if (Boolean.getBoolean("dependencies.update")) {
            Files.writeString(LIST, wanted);
        }
        assertThat(Files.readString(LIST))
                .as("docs/dependencies.md: see what changed, then -Ddependencies.update=true")
                .isEqualTo(wanted);
    }

    @Test
    void everythingMayBeShipped() {
        assertThat(shipped).hasSizeGreaterThan(100).allMatch(Dependency::mayBeShipped);
    }

    @Test
    void noVersionHasAKnownAdvisory() {
        assertThat(shipped).filteredOn(Dependency::hasAdvisory).isEmpty();
        assertThat(shipped)
                .filteredOn(dependency -> Advisories.fixedIn(dependency.name()) != null)
                .hasSizeGreaterThan(10);
        assertThat(Advisories.isBefore("4.1.132.Final", "4.1.140.Final")).isTrue();
    }
}
