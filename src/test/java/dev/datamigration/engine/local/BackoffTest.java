package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.EngineSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Instant START = Instant.parse("2026-11-29T10:00:00Z");

    private Duration passed = Duration.ZERO;
    private double random = 1;
    private final Backoff backoff = new Backoff(() -> START.plus(passed), () -> passed.toNanos(), () -> random);

    @Test
    void countsFailuresInARow() {
        assertThat(backoff.failed("a").attempt()).isEqualTo(1);
        passed = Duration.ofSeconds(10);
        assertThat(backoff.failed("a").attempt()).isEqualTo(2);
        var third = backoff.failed("a");
        assertThat(third.attempt()).isEqualTo(3);
        assertThat(third.since()).isEqualTo("2026-11-29T10:00:00Z");
        assertThat(third.next()).isEqualTo("2026-11-29T10:00:12Z");
    }

    @Test
    void completedWorkStartsTheCountAnew() {
        backoff.failed("a");
        backoff.failed("a");
        passed = Duration.ofMinutes(1);
        var anew = backoff.failed("b");
        assertThat(anew.attempt()).isEqualTo(1);
        assertThat(anew.since()).isEqualTo("2026-11-29T10:01:00Z");
    }

    @Test
    void pausesGrowUpToThirtySecondsAndVary() {
        backoff.failed("a");
        assertThat(backoff.pauseMillis()).isEqualTo(500);
        backoff.failed("a");
        assertThat(backoff.pauseMillis()).isEqualTo(1000);
        for (var i = 0; i < 100; i++) {
            backoff.failed("a");
        }
        assertThat(backoff.pauseMillis()).isEqualTo(30_000);
        random = 0;
        backoff.failed("a");
        assertThat(backoff.pauseMillis()).isEqualTo(15_000);
    }

    @Test
    void anAbsenceOfHoursIsWaitedOut() {
        while (passed.compareTo(Duration.ofHours(6)) < 0) {
            backoff.failed("a");
            assertThat(backoff.isOver(EngineSettings.DEFAULT))
                    .as("after %s", passed)
                    .isFalse();
            passed = passed.plusMillis(backoff.pauseMillis());
        }
        backoff.failed("a");
        assertThat(backoff.isOver(EngineSettings.DEFAULT)).isTrue();
    }

    @Test
    void attemptsThatTakeLongAreTriedOftenEnough() {
        var settings = new EngineSettings(3, null, null, null, 60, null);
        for (var attempt = 1; attempt <= 3; attempt++) {
            backoff.failed("a");
            passed = passed.plusMinutes(10);
            assertThat(backoff.isOver(settings)).isFalse();
        }
        backoff.failed("a");
        assertThat(backoff.isOver(settings)).isTrue();
    }

    @Test
    void withoutRetriesTheFirstFailureIsTheLast() {
        backoff.failed("a");
        assertThat(backoff.isOver(new EngineSettings(0, null, null, null))).isTrue();
    }
}
