package dev.datamigration.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datamigration.testing.CrdFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dashboard and the alerts ask Prometheus for is there, with the labels that they name. */
class DashboardTest {
    private static final Path HELM = CrdFiles.projectDirectory().resolve("helm");
    private static final Pattern METRIC =
            Pattern.compile("\\b(datamigration_[a-z_]+)(?:_bucket|_count|_sum)?(?:\\{([^}]*)\\})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Set<String> OF_A_SCRAPE = Set.of("job", "instance");

    @ParameterizedTest
    @ValueSource(strings = {"dashboards/data-migration.json", "templates/prometheusrule.yaml"})
    void asksForMetricsThatExist(String file) throws IOException {
        var documented = documented();
        var asked = METRIC.matcher(Files.readString(HELM.resolve(file)).replace("\\\"", "\""))
                .results()
                .toList();
        assertThat(asked).hasSizeGreaterThan(8).allSatisfy(match -> {
            var labels = documented.get(match.group(1).replaceAll("_(bucket|count|sum)$", ""));
            assertThat(labels).as(match.group()).isNotNull();
            assertThat(labels(match))
                    .as(match.group())
                    .allMatch(label -> labels.contains(label) || OF_A_SCRAPE.contains(label));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = "dashboards/data-migration.json")
    void panelsDoNotOverlap(String file) throws IOException {
        var panels = new ObjectMapper().readTree(HELM.resolve(file).toFile()).path("panels");
        var cells = new java.util.HashSet<String>();
        for (var panel : panels) {
            var at = panel.path("gridPos");
            assertThat(cells.add(at.path("x") + "," + at.path("y"))).isTrue();
            assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
        }
        assertThat(cells).hasSizeGreaterThan(10);
    }

    private static Set<String> labels(MatchResult match) {
        return match.group(2) == null
                ? Set.of()
                : LABEL.matcher(match.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .collect(Collectors.toSet());
    }

    /** Labels by name, from the table of docs/observability.md, which is checked against the code. */
    private static java.util.Map<String, String> documented() throws IOException {
        return Files.readAllLines(CrdFiles.projectDirectory().resolve("docs/observability.md")).stream()
                .filter(line -> line.startsWith("| `datamigration_"))
                .map(line -> line.split("\\|"))
                .collect(Collectors.toMap(cells -> cells[1].strip().replace("`", ""), cells -> cells[3]));
    }
}
