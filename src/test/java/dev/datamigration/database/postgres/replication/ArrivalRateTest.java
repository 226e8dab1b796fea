package dev.datamigration.database.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ArrivalRateTest {
    private static final Duration NEW = Duration.ofMillis(3);
    private static final Duration OLD = Duration.ofSeconds(2);

    private final ArrivalRate rate = new ArrivalRate();
    private long now = 1_000_000_000;

    @Test
    void ofABacklogEachMessageIsWorthAWaitForMore() {
        come(1);
        assertThat(rate.letsGather(OLD, now)).isTrue();
        assertThat(rate.letsGather(OLD, now)).as("nothing more came").isFalse();
    }

    @Test
    void aThousandSmallTransactionsASecondAreReadAsTheyCome() {
        for (var i = 0; i < 100; i++) {
            come(4);
            now += TimeUnit.MILLISECONDS.toNanos(1);
            assertThat(rate.letsGather(NEW, now)).isFalse();
        }
    }

    @Test
    void manyAtOnceAreGatheredWhateverTheirAge() {
        assertThat(rate.letsGather(NEW, now)).isFalse();
        var gathered = 0;
        for (var i = 0; i < 100; i++) {
            come(1);
            now += TimeUnit.MICROSECONDS.toNanos(20);
            gathered += rate.letsGather(NEW, now) ? 1 : 0;
        }
        assertThat(gathered).isBetween(10, 15);
    }

    private void come(int messages) {
        for (var i = 0; i < messages; i++) {
            rate.one();
        }
    }
}
