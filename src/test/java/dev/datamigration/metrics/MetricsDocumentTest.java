package dev.datamigration.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/observability.md lists every metric; {@code mvn test -Dtest=MetricsDocumentTest -Ddocs.update=true} writes it anew. */
class MetricsDocumentTest {
    private static final Path DOCUMENT =
            Path.of(System.getProperty("project.directory", "."), "docs", "observability.md");
    private static final Pattern TABLE =
            Pattern.compile("(<!-- generated: metrics -->\n).*?(<!-- end of generated -->)", Pattern.DOTALL);

    @Test
    void listsEveryMetricAsItIs() throws Exception {
        var text = Files.readString(DOCUMENT);
        var matcher = TABLE.matcher(text);
        assertThat(matcher.find()).isTrue();
        var fresh = text.substring(0, matcher.end(1)) + table() + text.substring(matcher.start(2));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(DOCUMENT, fresh);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(fresh);
    }

    @Test
    void namesAreAsPrometheusWantsThem() {
        assertThat(metrics()).allSatisfy(metric -> {
            assertThat(metric.name()).matches("datamigration_[a-z_]+");
            assertThat(metric.name().endsWith("_total")).isEqualTo(metric.kind() == Metric.Kind.Counter);
            assertThat(metric.help()).endsWith(".");
        });
        assertThat(metrics()).extracting(Metric::name).doesNotHaveDuplicates();
    }

    static List<Metric> metrics() {
        return Stream.of(
                        FleetMetrics.ALL.stream(),
                        TaskMetrics.ALL.stream().map(TaskMetric::metric),
                        BatchMeters.ALL.stream(),
                        AlertMeters.ALL.stream())
                .flatMap(metrics -> metrics)
                .toList();
    }

    private static String table() {
        return metrics().stream()
                .map(metric -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                metric.name(),
                                metric.kind().name().toLowerCase(),
                                metric.labels().isEmpty() ? "–" : String.join(", ", metric.labels()),
                                metric.help()))
                .collect(Collectors.joining("\n", "| Metric | Type | Labels | |\n|---|---|---|---|\n", "\n"));
    }
}
