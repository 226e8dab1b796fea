package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final Duration NEW = Duration.ofMillis(3);
    private static final Duration OLD = Duration.ofMinutes(2);

    private final Gathering gathering = new Gathering();
    private long now = 1_000_000_000;

    @Test
    void whatIsNewIsWrittenAtOnce() {
        gathering.message();
        assertThat(gathering.millis(NEW, now)).isZero();
    }

    @Test
    void aGroupOfABacklogWaitsForMoreAndNotForLong() {
        gathering.message();
        assertThat(gathering.millis(OLD, now)).isEqualTo(20);
        now += TimeUnit.MILLISECONDS.toNanos(199);
        gathering.message();
        assertThat(gathering.millis(OLD, now)).isEqualTo(20);
        now += TimeUnit.MILLISECONDS.toNanos(1);
        assertThat(gathering.millis(OLD, now)).isZero();

        gathering.written();
        assertThat(gathering.millis(OLD, now)).as("the next group").isEqualTo(20);
    }

    @Test
    void nothingIsWaitedForOnceTheSourceHasSentAll() {
        gathering.message();
        gathering.all();
        assertThat(gathering.millis(OLD, now)).isZero();
        gathering.message();
        assertThat(gathering.millis(OLD, now)).isEqualTo(20);
    }
}
