package dev.datamigration.faults.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.MigrationTaskStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UntrueStatusesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration BOUND = Duration.ofSeconds(10);

    @Test
    void inStepWithoutAnythingMissingIsTrue() {
        assertThat(find(status("in step with the source", 0), new Outages(Duration.ZERO), lag(5, 0), lag(6, 9)))
                .isEmpty();
    }

    @Test
    void inStepWhileAnOldChangeIsMissingIsNot() {
        assertThat(find(
                        status("in step with the source", 0),
                        new Outages(Duration.ZERO),
                        lag(20, 11),
                        lag(21, 12),
                        lag(22, 0)))
                .singleElement()
                .asString()
                .contains("from 2026-01-01T00:00:20Z to 2026-01-01T00:00:21Z", "PT11S before was missing");
    }

    @Test
    void equalIsNotTrueThenEither() {
        assertThat(find(status("both databases are equal", 0), new Outages(Duration.ZERO), lag(20, 11)))
                .hasSize(1);
    }

    @Test
    void whoTellsTheLatencyDoesNotLie() {
        assertThat(find(status("in step with the source", 15_000), new Outages(Duration.ZERO), lag(20, 24)))
                .isEmpty();
        assertThat(find(status("catching up with the source", 0), new Outages(Duration.ZERO), lag(20, 24)))
                .isEmpty();
    }

    @Test
    void nobodyCanCorrectAStatusDuringAnOutage() {
        var outages = new Outages(Duration.ZERO);
        outages.begin();
        var now = Instant.now();
        var entry = new StatusEntry(now, status("in step with the source", 0));
        var sample = new LagSample(now.plusSeconds(60), Duration.ofSeconds(60));
        assertThat(new UntrueStatuses(List.of(entry), outages, BOUND).find(List.of(sample)))
                .isEmpty();
        outages.end();
        assertThat(new UntrueStatuses(List.of(entry), outages, BOUND).find(List.of(sample)))
                .hasSize(1);
    }

    private static List<String> find(MigrationTaskStatus status, Outages outages, LagSample... samples) {
        return new UntrueStatuses(List.of(new StatusEntry(START, status)), outages, BOUND).find(List.of(samples));
    }

    private static LagSample lag(int second, int lag) {
        return new LagSample(START.plusSeconds(second), Duration.ofSeconds(lag));
    }

    private static MigrationTaskStatus status(String message, int latencyMillis) {
        return Serialization.unmarshal("""
                state: Running
                message: "%s"
                conditions: []
                incremental: {latencyMillis: %d}
                """.formatted(message, latencyMillis), MigrationTaskStatus.class);
    }
}
