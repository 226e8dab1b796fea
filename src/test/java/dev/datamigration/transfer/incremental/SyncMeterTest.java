package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.postgres.Lsn;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SyncMeterTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(START);
    private final AtomicReference<Lsn> applied = new AtomicReference<>(new Lsn(100));
    private final SyncMeter meter = new SyncMeter(
            clock::get,
            applied::get,
            new AppliedRecord(new Lsn(100), START, new ChangeCounts(1, 2, 3, 4, 5, 6)),
            new Lsn(200));

    @Test
    void countsGoOnFromWhatWasAppliedBefore() {
        meter.committed(new ChangeCounts(10, 0, 0, 0, 0, 0), START, null);
        assertThat(meter.status().inserts()).isEqualTo(11);
        assertThat(meter.status().conflicts()).isEqualTo(5);
    }

    @Test
    void latencyGrowsWhileAChangeWaitsAndIsZeroWhenNothingDoes() {
        assertThat(meter.status().latencyMillis()).isZero();
        meter.received(START);
        clock.set(START.plusSeconds(30));
        assertThat(meter.status().latencyMillis()).isEqualTo(30_000);
        meter.nothingPending();
        assertThat(meter.status().latencyMillis()).isZero();
    }

    @Test
    void latencyOfACommitIsThatOfItsOldestTransaction() {
        meter.received(START);
        meter.received(START.plusSeconds(8));
        clock.set(START.plusSeconds(9));
        meter.committed(ChangeCounts.NONE, START.plusSeconds(8), null);
        assertThat(meter.status().latencyMillis()).isEqualTo(9_000);
        assertThat(meter.status().checkpointTimestamp()).isEqualTo("2026-01-01T00:00:08Z");
    }

    @Test
    void clocksThatDifferNeverGiveANegativeLatency() {
        meter.received(START.plusSeconds(5));
        assertThat(meter.status().latencyMillis()).isZero();
    }

    @Test
    void caughtUpOncePositionOrLatencySaysSoAndEverAfter() {
        assertThat(meter.status().caughtUp()).isFalse();
        applied.set(new Lsn(200));
        assertThat(meter.status().caughtUp()).isTrue();
        meter.received(START);
        clock.set(START.plusSeconds(3_600));
        assertThat(meter.status().caughtUp()).isTrue();
    }

    @Test
    void idleSourceMovesTheCheckpointWithItsClock() {
        meter.sourceSeen(new Lsn(150), START.plusSeconds(60), 77);
        assertThat(meter.status().checkpointTimestamp()).isEqualTo("2026-01-01T00:00:00Z");
        applied.set(new Lsn(150));
        assertThat(meter.status().checkpointTimestamp()).isEqualTo("2026-01-01T00:01:00Z");
        assertThat(meter.status().retainedLogBytes()).isEqualTo(77);
    }

    @Test
    void rateIsThatOfTheLastSeconds() {
        var nanos = new AtomicReference<>(0L);
        var rate = new RowRate(nanos::get);
        nanos.set(TimeUnit.SECONDS.toNanos(10));
        rate.add(500);
        assertThat(rate.perSecond()).isEqualTo(100);
        nanos.set(TimeUnit.SECONDS.toNanos(16));
        assertThat(rate.perSecond()).isZero();
    }
}
