package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void countsFailuresInARow() {
        assertThat(backoff.failed("a")).isEqualTo(1);
        assertThat(backoff.failed("a")).isEqualTo(2);
        assertThat(backoff.failed("a")).isEqualTo(3);
    }

    @Test
    void completedWorkStartsTheCountAnew() {
        backoff.failed("a");
        backoff.failed("a");
        assertThat(backoff.failed("b")).isEqualTo(1);
    }

    @Test
    void pausesGrowUpToThirtySeconds() {
        backoff.failed("a");
        assertThat(backoff.pauseMillis()).isEqualTo(500);
        backoff.failed("a");
        assertThat(backoff.pauseMillis()).isEqualTo(1000);
        for (var i = 0; i < 100; i++) {
            backoff.failed("a");
        }
        assertThat(backoff.pauseMillis()).isEqualTo(30_000);
    }
}
