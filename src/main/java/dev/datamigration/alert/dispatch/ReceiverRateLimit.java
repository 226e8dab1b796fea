package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.channel.ReceiverLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Says when a robot may be sent another message. Nobody remembers what was sent before a restart, so a process uses three
 * quarters of what the robot takes in a minute, and only the fourth quarter in its first minute: together they never
 * exceed it.
 */
final class ReceiverRateLimit {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Requests are counted when they leave; they may arrive closer together. */
    private static final Duration SECOND = Duration.ofMillis(1200);

    private final ReceiverLimits limits;
    private final Instant processStart;
    private final Deque<Instant> sent = new ArrayDeque<>();

    ReceiverRateLimit(ReceiverLimits limits, Instant processStart) {
        this.limits = limits;
        this.processStart = processStart;
    }

    void sent(Instant now) {
        sent.addLast(now);
    }

    /** Returns whether nothing was sent within the last minute. */
    boolean empty(Instant now) {
        while (!sent.isEmpty() && !sent.peekFirst().isAfter(now.minus(MINUTE))) {
            sent.removeFirst();
        }
        return sent.isEmpty();
    }

    /** Not after now where a message may be sent now. */
    Instant next(Instant now) {
        if (empty(now)) {
            return now;
        }
        var bySecond = next(now, SECOND, limits.perSecond());
        var byMinute = next(now, MINUTE, perMinute(now));
        var warm = processStart.plus(MINUTE);
        if (byMinute.isAfter(warm) && now.isBefore(warm)) {
            byMinute = warm;
        }
        return bySecond.isAfter(byMinute) ? bySecond : byMinute;
    }

    private int perMinute(Instant now) {
        var limit = limits.perMinute();
        if (limit == 0) {
            return 0;
        }
        var first = now.isBefore(processStart.plus(MINUTE));
        return Math.max(1, first ? limit / 4 : limit - Math.max(1, limit / 4));
    }

    private Instant next(Instant now, Duration window, int limit) {
        if (limit == 0) {
            return now;
        }
        var left = sent.size();
        for (var at : sent) {
            if (left <= limit - 1) {
                return now;
            }
            if (left == limit && at.isAfter(now.minus(window))) {
                return at.plus(window);
            }
            left--;
        }
        return now;
    }
}
