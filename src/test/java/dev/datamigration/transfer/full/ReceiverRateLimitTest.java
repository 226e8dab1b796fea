package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.transfer.full.table.RateWindow;
import org.junit.jupiter.api.Test;

class ReceiverRateLimitTest {
    private long nanos;
    private final RateWindow window = new RateWindow(() -> nanos);

    @Test
    void onlyTheLastSecondsCount() {
        assertThat(window.perSecond(500)).isZero();
        nanos = 1_000_000_000L;
        assertThat(window.perSecond(1500)).isEqualTo(1000);
        for (var second = 2; second <= 20; second++) {
            nanos = second * 1_000_000_000L;
            window.perSecond(1500);
        }
        assertThat(window.perSecond(1500)).isZero();
    }
}
