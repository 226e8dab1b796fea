package dev.datamigration.testing.alert;

import dev.datamigration.alert.dispatch.WakeUp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that goes on only when it is told to, and then does what was planned until then, in order. */
public final class VirtualTime extends Clock implements WakeUp {
    private record Planned(Instant at, long order, Runnable work) {}

    private final PriorityQueue<Planned> plans =
            new PriorityQueue<>(Comparator.comparing(Planned::at).thenComparing(Planned::order));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long order;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void at(Instant time, Runnable work) {
        plans.add(new Planned(time.isBefore(now) ? now : time, order++, work));
    }

    public void after(Duration time, Runnable work) {
        at(now.plus(time), work);
    }

    public void pass(Duration time) {
        var until = now.plus(time);
        while (!plans.isEmpty() && !plans.peek().at().isAfter(until)) {
            var next = plans.poll();
            now = next.at();
            next.work().run();
        }
        now = until;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
