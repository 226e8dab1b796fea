package dev.datamigration.transfer.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.SlowdownReason;
import dev.datamigration.api.status.SpeedStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpeedReportTest {
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

    private final SpeedReport report = new SpeedReport();

    @Test
    void stepsAreToldAndNoMoreThanOneInTenSeconds() {
        assertThat(percent(0, 1)).hasValue(100);
        assertThat(percent(1, 1)).isEmpty();
        assertThat(percent(2, 0.5)).as("the first time at once").hasValue(50);
        assertThat(percent(3, 0.25)).isEmpty();
        assertThat(percent(11, 0.125)).isEmpty();
        assertThat(percent(12, 0.1)).hasValue(10);
        assertThat(percent(30, 0.2)).as("the same step").isEmpty();
        assertThat(percent(31, 0.25)).hasValue(25);
        assertThat(percent(32, 1)).as("full speed at once").hasValue(100);
    }

    @Test
    void aPauseIsToldAtOnceAndSoIsItsEnd() {
        percent(0, 0.5);
        assertThat(percent(1, 0)).hasValue(0);
        assertThat(percent(2, 0.5)).hasValue(50);
        assertThat(percent(3, 0.009)).isEmpty();
        assertThat(percent(20, 0.012)).hasValue(1);
    }

    @Test
    void sinceWhenItIsSlowIsKeptThroughSteps() {
        tell(0, 1);
        assertThat(tell(7, 0.5).orElseThrow().since()).isEqualTo("2026-01-01T00:00:07Z");
        assertThat(tell(40, 0.25).orElseThrow().since()).isEqualTo("2026-01-01T00:00:07Z");
        assertThat(tell(306, 0.25)).isEmpty();
        var lasting = tell(307, 0.25).orElseThrow();
        assertThat(lasting.lasting()).isTrue();
        var over = tell(308, 1).orElseThrow();
        assertThat(over.lasting()).isFalse();
        assertThat(over.limitedBy()).isNull();
        assertThat(over.since()).isEqualTo("2026-01-01T00:05:08Z");
    }

    private Optional<Integer> percent(long second, double share) {
        return tell(second, share).map(SpeedStatus::percent);
    }

    private Optional<SpeedStatus> tell(long second, double share) {
        return report.after(
                new SpeedReport.Finding(share, SlowdownReason.CommitLatency, Integer::toString),
                BEGUN.plusSeconds(second),
                List.of());
    }
}
