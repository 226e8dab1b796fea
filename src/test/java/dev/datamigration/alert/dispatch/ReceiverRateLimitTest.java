package dev.datamigration.alert.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.alert.channel.ReceiverLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody who sends whenever it is allowed never exceeds what the robot takes, over a restart neither. */
class ReceiverRateLimitTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static void send(ReceiverRateLimit window, Instant from, Instant until, List<Instant> sent) {
        for (var now = from; now.isBefore(until); now = now.plusMillis(10)) {
            if (!window.next(now).isAfter(now)) {
                window.sent(now);
                sent.add(now);
            }
        }
    }

    private static long most(List<Instant> sent, Duration window) {
        return sent.stream()
                .mapToLong(first -> sent.stream()
                        .filter(at -> !at.isBefore(first) && at.isBefore(first.plus(window)))
                        .count())
                .max()
                .orElse(0);
    }

    /** A process takes more than a second to begin. */
    private static final Duration START_UP = Duration.ofSeconds(1);

    private static List<Instant> greedy(ReceiverLimits limits, Duration restartAfter) {
        var sent = new ArrayList<Instant>();
        var killed = START.plus(restartAfter);
        var restart = killed.plus(START_UP);
        var end = START.plus(Duration.ofMinutes(5));
        send(new ReceiverRateLimit(limits, START), START, killed, sent);
        send(new ReceiverRateLimit(limits, restart), restart, end, sent);
        return sent;
    }

    @Test
    void dingTalksMinuteHoldsWheneverTheOperatorIsStartedAnew() {
        var limits = new ReceiverLimits(20, 0, 1, 1, 1);
        for (var second = 1; second < 240; second += 7) {
            var sent = greedy(limits, Duration.ofSeconds(second));
            assertThat(most(sent, Duration.ofMinutes(1))).isLessThanOrEqualTo(20);
            assertThat(sent).hasSizeGreaterThan(40);
        }
    }

    @Test
    void larksMinuteAndSecondHold() {
        var sent = greedy(new ReceiverLimits(100, 5, 1, 1, 1), Duration.ofSeconds(123));
        assertThat(most(sent, Duration.ofMinutes(1))).isLessThanOrEqualTo(100);
        assertThat(most(sent, Duration.ofSeconds(1))).isLessThanOrEqualTo(5);
        assertThat(sent).hasSizeGreaterThan(200);
    }
}
