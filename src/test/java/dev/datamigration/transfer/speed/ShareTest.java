package dev.datamigration.transfer.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.datamigration.api.status.SlowdownReason;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
    private static final double MINIMUM = 0.1;

    /** One look that finds commits of so many milliseconds, where 100 are allowed. */
    @ParameterizedTest
    @CsvSource({
        "1.0, 101, 0.5",
        "0.5, 5000, 0.25",
        "0.15, 101, 0.1",
        "0.1, 101, 0.1", // half as much, down to the minimum
        "0.5, 100, 0.5",
        "0.5, 71, 0.5",
        "0.05, 90, 0.1", // near the bound nothing moves but to the minimum
        "0.5, 70, 0.55",
        "0.98, 0, 1.0",
        "1.0, 0, 1.0",
        "0.02, 0, 0.15"
    })
    void oneLook(double before, long measured, double after) {
        var share =
                new Share(before, signal(SlowdownReason.CommitLatency, 101)).after(List.of(signal(measured)), MINIMUM);
        assertThat(share.value()).isEqualTo(after, within(1e-9));
        assertThat(share.limitedBy() == null).isEqualTo(after == 1.0);
    }

    @Test
    void theWorstIsNamedUntilFullSpeedIsReachedAgain() {
        var share = Share.FULL.after(
                List.of(signal(SlowdownReason.StandbyLag, 150), signal(SlowdownReason.ActiveSessions, 300)), MINIMUM);
        assertThat(share.limitedBy().reason()).isEqualTo(SlowdownReason.ActiveSessions);
        var looks = 0;
        for (; share.limitedBy() != null; looks++) {
            assertThat(share.limitedBy().reason()).isEqualTo(SlowdownReason.ActiveSessions);
            share = share.after(List.of(signal(0)), MINIMUM);
        }
        assertThat(share).isEqualTo(Share.FULL);
        assertThat(looks).isEqualTo(10);
    }

    @Test
    void whatHasAFloorSlowsDownNoFurtherAndRaisesNothing() {
        var checkpoints = new Signal(SlowdownReason.Checkpoints, 6, 5, 0.5);
        assertThat(settled(share -> share.after(List.of(checkpoints), MINIMUM))).isEqualTo(0.5);
        var slow = new Share(0.2, signal(101));
        assertThat(slow.after(List.of(checkpoints), MINIMUM)).isEqualTo(slow);
    }

    @Test
    void withAMinimumOfAllNothingGivesWay() {
        assertThat(Share.FULL.after(List.of(signal(9000)), 1)).isEqualTo(Share.FULL);
        assertThat(new Share(0.3, signal(101)).after(List.of(signal(9000)), 1)).isEqualTo(Share.FULL);
    }

    /** A source that answers the slower the more is asked of it. What stops and goes at the bound would be above it every other second. */
    @Test
    void itSettlesBelowWhatTheSourceBears() {
        var share = Share.FULL;
        var work = 0.0;
        for (var second = 0; second < 300; second++) {
            var latency = Math.round(share.value() * 250);
            if (second >= 10) {
                assertThat(latency).as("second %d", second).isLessThanOrEqualTo(100);
                work += share.value();
            }
            share = share.after(List.of(signal(latency)), MINIMUM);
        }
        assertThat(work / 290).as("of the 0.4 that it bears").isGreaterThan(0.28);
    }

    private static double settled(Function<Share, Share> look) {
        var share = Share.FULL;
        for (var i = 0; i < 20; i++) {
            share = look.apply(share);
        }
        return share.value();
    }

    private static Signal signal(long measured) {
        return signal(SlowdownReason.CommitLatency, measured);
    }

    private static Signal signal(SlowdownReason reason, long measured) {
        return new Signal(reason, measured, 100);
    }
}
