package dev.datamigration.transfer.incremental.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.database.checkpoint.ChangeCounts;
import dev.datamigration.database.postgres.position.Lsn;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SyncMeterTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(START);
    private final AtomicReference<Lsn> applied = new AtomicReference<>(new Lsn(100));
    private final SyncMeter meter = new SyncMeter(
            Duration.ofSeconds(15),
            clock::get,
            applied::get,
            new AppliedRecord(new Lsn(100), null, START, new ChangeCounts(1, 2, 3, 4, 5, 6)),
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
        meter.sourceSeen(new Lsn(100), START.plusSeconds(30), 0);
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

    /** Nobody says that anything waits: the applier hangs, the reader has died, or the source does not answer. */
    @Test
    void latencyGrowsFromWhatIsKnownWhateverIsStuck() {
        meter.sourceSeen(new Lsn(100), START.plusSeconds(5), 0);
        clock.set(START.plusSeconds(14));
        assertThat(meter.status().latencyMillis()).isZero();
        meter.sourceSeen(new Lsn(101), START.plusSeconds(10), 0);
        clock.set(START.plusSeconds(60));
        assertThat(meter.status().latencyMillis()).isEqualTo(55_000);
        assertThat(meter.status().checkpointTimestamp()).isEqualTo("2026-01-01T00:00:05Z");

        applied.set(new Lsn(101));
        assertThat(meter.status().checkpointTimestamp()).isEqualTo("2026-01-01T00:00:10Z");
        assertThat(meter.status().latencyMillis()).isEqualTo(50_000);

        meter.sourceSeen(new Lsn(101), START.plusSeconds(59), 0);
        assertThat(meter.status().latencyMillis()).isZero();
    }

    @Test
    void afterAPauseNobodyHasHadTheTimeToKnow() {
        var begun = START.plusSeconds(3_600);
        clock.set(begun);
        var resumed = new SyncMeter(
                Duration.ofSeconds(15),
                clock::get,
                applied::get,
                new AppliedRecord(new Lsn(100), null, START, ChangeCounts.NONE),
                new Lsn(100));
        assertThat(resumed.status().latencyMillis()).isZero();
        clock.set(begun.plusSeconds(20));
        assertThat(resumed.status().latencyMillis()).isEqualTo(3_620_000);
    }

    @Test
    void looksThatTheTargetHasNotComeToAreBounded() {
        var known = new KnownAsOf(START);
        for (var n = 1; n <= 10_000; n++) {
            known.seen(new Lsn(n), START.plusSeconds(n));
        }
        assertThat(known.reached(new Lsn(5_000))).isBetween(START.plusSeconds(4_800), START.plusSeconds(5_000));
        assertThat(known.reached(new Lsn(10_000))).isBetween(START.plusSeconds(9_800), START.plusSeconds(10_000));
        known.seen(new Lsn(10_001), START.plusSeconds(10_001));
        assertThat(known.reached(new Lsn(10_001))).isEqualTo(START.plusSeconds(10_001));
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
