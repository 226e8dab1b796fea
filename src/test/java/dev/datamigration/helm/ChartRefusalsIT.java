package dev.datamigration.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is misspelt, or does not fit together, is refused with a sentence that names it. */
class ChartRefusalsIT {
    @Test
    void asksForAnImage() {
        assertThatThrownBy(() -> Chart.helm().template().withKubeVersion("1.32").call())
                .hasMessageContaining("no image is published yet");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alerts-to-an-address.yaml         | at '/alerts/allowedHosts/0'
            bad-digest.yaml                   | at '/image/digest': 'sha256:1' does not match pattern
            bad-port.yaml                     | at '/networkPolicy/databasePorts/0': maximum: got 70,000, want 65,535
            duration-without-unit.yaml        | at '/leaderElection/leaseDuration': '15' does not match pattern
            all-namespaces-and-some.yaml      | watchAllNamespaces is set, and watchNamespaces names some
            memory-outside-limits.yaml        | at '/engine/worker': additional properties 'memory' not allowed
            renewal-after-the-lease.yaml      | leaderElection.renewDeadline (1m) must be less than leaseDuration (15s)
            retry-after-the-renewal.yaml      | leaderElection.retryPeriod (10s) must be less than renewDeadline (10s)
            scrape-longer-than-interval.yaml  | metrics.serviceMonitor.scrapeTimeout (15s) must not be longer than interval (10s)
            second-person-without-policy.yaml | secondPerson has no effect without access.approvalPolicy.enabled
            tracing-without-scheme.yaml       | at '/tracing/endpoint'
            two-without-election.yaml         | replicas is 2, which needs leaderElection.enabled
            unknown-engine.yaml               | at '/engine/runIn': value must be one of 'local', 'pod'
            unknown-log-format.yaml           | at '/logging/format': value must be one of 'text', 'json'
            unknown-nested.yaml               | at '/metrics/serviceMonitor': additional properties 'enable' not allowed
            unknown.yaml                      | at '': additional properties 'replica' not allowed
            user-with-a-quote.yaml            | at '/access/approvalPolicy/exemptUsers/0'
            """, quoteCharacter = '`')
    void refuses(String values, String message) {
        var command = Chart.template("default").withValuesFile(Chart.values("refused/" + values));
        assertThatThrownBy(command::call).hasMessageContaining(message);
    }

    @Test
    void refusalsAreAllTried() throws Exception {
        var tried = ChartRefusalsIT.class
                .getDeclaredMethod("refuses", String.class, String.class)
                .getAnnotation(CsvSource.class)
                .textBlock();
        try (var files = Files.list(Chart.values("refused"))) {
            assertThat(files).allSatisfy(file -> assertThat(tried).contains(file.getFileName() + " "));
        }
    }

    @Test
    void refusesAPolicyThatTheClusterIsTooOldFor() {
        var command = Chart.template("default").withKubeVersion("1.29").withValuesFile(Chart.values("approval.yaml"));
        assertThatThrownBy(command::call).hasMessageContaining("1.30");
    }
}
