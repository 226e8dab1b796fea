package dev.datamigration.transfer.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.datamigration.api.status.RetainedLogStatus;
import dev.datamigration.api.status.SlowdownReason;
import dev.datamigration.api.status.SpeedStatus;
import dev.datamigration.api.task.AdaptiveLimits;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.session.ServerActivity;
import dev.datamigration.plan.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkSpeedTest {
    private static final long GIGABYTE = 1L << 30;

    private final AtomicLong nanos = new AtomicLong();
    private AdaptiveLimits limits = AdaptiveLimits.DEFAULT;
    private final WorkSpeed speed = new WorkSpeed(() -> limits, () -> 10 * GIGABYTE, nanos::get);
    private final List<SpeedStatus> told = new ArrayList<>();
    private RetainedLogStatus log;

    WorkSpeedTest() {
        speed.listen(told::add, found -> log = found);
    }

    @Test
    void nothingGivesWayWhileNobodyLooks() {
        speed.seen(look(9_000));
        assertThat(speed.share()).isEqualTo(1);
        speed.begin(YieldingWork.Load, Direction.Forward);
        speed.seen(look(9_000));
        assertThat(speed.share()).isEqualTo(0.5);
        speed.end();
        assertThat(speed.share()).isEqualTo(1);
        assertThat(told.get(told.size() - 1)).isNull();
    }

    @Test
    void itIsToldWhatTheLoadGivesWayTo() {
        speed.begin(YieldingWork.Load, Direction.Forward);
        assertThat(told.get(0).percent()).isEqualTo(100);
        assertThat(told.get(0).limitedBy()).isNull();
        speed.seen(look(340));
        var last = told.get(told.size() - 1);
        assertThat(last.percent()).isEqualTo(50);
        assertThat(last.limitedBy()).isEqualTo(SlowdownReason.CommitLatency);
        assertThat(last.message())
                .isEqualTo("The load runs at 50 % of its speed: a commit on the source took 340 ms,"
                        + " spec.limits.adaptive.maxCommitLatencyMillis is 100.");
    }

    @Test
    void onlyAVerificationGivesWayToTheSynchronisation() {
        speed.synchronised(Direction.Forward, 60_000L);
        speed.begin(YieldingWork.Load, Direction.Forward);
        speed.seen(look(1));
        assertThat(speed.share()).isEqualTo(1);
        speed.begin(YieldingWork.Verification, Direction.Forward);
        speed.seen(look(1));
        assertThat(speed.share()).isEqualTo(0.5);
        speed.synchronised(Direction.Forward, 0L);
        speed.seen(look(1));
        assertThat(speed.share()).isEqualTo(0.55, within(1e-9));
        speed.begin(YieldingWork.Verification, Direction.Reverse);
        speed.seen(look(1));
        assertThat(speed.share()).as("the other direction is in step").isEqualTo(1);
    }

    @Test
    void aVerificationRestsWhileTheLogNearsItsBoundAndTheLoadHurries() {
        speed.begin(YieldingWork.Verification, Direction.Forward);
        speed.kept(Direction.Forward, 8 * GIGABYTE, OptionalLong.empty());
        speed.seen(look(1));
        assertThat(speed.share()).isZero();
        assertThat(told.get(told.size() - 1).limitedBy()).isEqualTo(SlowdownReason.RetainedLog);
        speed.kept(Direction.Forward, 7 * GIGABYTE, OptionalLong.empty());
        assertThat(speed.share()).as("it does not swing around the bound").isZero();
        speed.kept(Direction.Forward, 5 * GIGABYTE, OptionalLong.empty());
        assertThat(speed.share()).isEqualTo(1);

        speed.begin(YieldingWork.Load, Direction.Forward);
        speed.seen(look(9_000));
        assertThat(speed.share()).isEqualTo(0.5);
        speed.kept(Direction.Forward, GIGABYTE, OptionalLong.of(GIGABYTE + 1));
        assertThat(speed.share()).as("only its end frees the log").isEqualTo(1);
        speed.seen(look(9_000));
        assertThat(told.get(told.size() - 1).message()).contains("full speed: the log that is kept nears its bound");
    }

    @Test
    void howLongTheLogHasLeftIsTold() {
        speed.kept(Direction.Forward, GIGABYTE, OptionalLong.of(3 * GIGABYTE));
        assertThat(log.bytesPerSecond()).isNull();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(64));
        speed.kept(Direction.Forward, 2 * GIGABYTE, OptionalLong.of(3 * GIGABYTE));
        assertThat(log).isEqualTo(new RetainedLogStatus(2 * GIGABYTE, GIGABYTE / 64, 3 * GIGABYTE, 64L));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(300));
        speed.kept(Direction.Forward, GIGABYTE, OptionalLong.of(3 * GIGABYTE));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(64));
        speed.kept(Direction.Forward, GIGABYTE, OptionalLong.empty());
        assertThat(log).isEqualTo(new RetainedLogStatus(GIGABYTE, 0L, null, null));
        speed.kept(Direction.Reverse, 7, OptionalLong.empty());
        assertThat(log.bytes()).isEqualTo(GIGABYTE);
    }

    @Test
    void aSourceThatDoesNotAnswerIsASlowOne() {
        speed.begin(YieldingWork.Load, Direction.Forward);
        speed.asked();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_100));
        assertThat(speed.share()).isEqualTo(1);
        for (var expected : List.of(0.5, 0.25, 0.125, 0.1, 0.1)) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            assertThat(speed.share()).isEqualTo(expected);
            assertThat(speed.share()).as("asked again at once").isEqualTo(expected);
        }
        speed.unanswered();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(9));
        assertThat(speed.share()).isEqualTo(0.1);
    }

    @Test
    void switchedOffNothingGivesWay() {
        speed.begin(YieldingWork.Verification, Direction.Forward);
        speed.kept(Direction.Forward, 20 * GIGABYTE, OptionalLong.empty());
        speed.seen(look(9_000));
        assertThat(speed.share()).isZero();
        limits = new AdaptiveLimits(false, null, null, null, null, null);
        assertThat(speed.share()).isEqualTo(1);
        speed.seen(look(9_000));
        assertThat(told.get(told.size() - 1).percent()).isEqualTo(100);
    }

    @Test
    void whoMayTakeAQuarterRestsThreeTimesAsLongAsItWorked() {
        var scope = new RunScope("task", 1);
        // every look at the clock is 10 ms later than the one before
        var ticking =
                new WorkSpeed(() -> limits, () -> GIGABYTE, () -> nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(10)));
        ticking.begin(YieldingWork.Load, Direction.Forward);
        var work = ticking.throttled(scope);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(90));
        ticking.seen(look(9_000));
        ticking.seen(look(9_000));
        assertThat(ticking.share()).isEqualTo(0.25);
        var begun = nanos.get();
        work.rest();
        // 120 to 130 ms of work by this clock
        assertThat(TimeUnit.NANOSECONDS.toMillis(nanos.get() - begun)).isBetween(350L, 420L);
    }

    @Test
    void aPauseLastsUntilItIsOverOrTheRunEnds() {
        var scope = new RunScope("task", 1);
        speed.begin(YieldingWork.Verification, Direction.Forward);
        var work = speed.throttled(scope);
        assertThatCode(work::rest).doesNotThrowAnyException();
        speed.kept(Direction.Forward, 9 * GIGABYTE, OptionalLong.empty());
        var checks = new AtomicLong();
        work.rest(() -> {
            if (checks.incrementAndGet() == 2) {
                speed.kept(Direction.Forward, 0, OptionalLong.empty());
            }
        });
        assertThat(checks.get()).isEqualTo(2);
        speed.kept(Direction.Forward, 9 * GIGABYTE, OptionalLong.empty());
        assertThatThrownBy(() -> work.rest(scope::cancel)).isInstanceOf(CancellationException.class);
    }

    private SourceLook look(long commitMillis) {
        return new SourceLook(nanos.get(), commitMillis, new ServerActivity(OptionalLong.of(0), OptionalLong.of(0), 0));
    }
}
