package dev.datamigration.transfer.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.SlowdownReason;
import dev.datamigration.api.task.AdaptiveLimits;
import dev.datamigration.database.session.ServerActivity;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SourceSignalsTest {
    private final SourceSignals signals = new SourceSignals();
    private AdaptiveLimits limits = AdaptiveLimits.DEFAULT;
    private long second;

    @Test
    void oneSlowCommitIsNoneAndTwoOfThreeAre() {
        assertThat(commit(5)).isEqualTo(5);
        assertThat(commit(900)).isEqualTo(5);
        assertThat(commit(7)).isEqualTo(7);
        assertThat(commit(800)).isEqualTo(800);
    }

    @Test
    void aStandbyThatIsBehindOnPurposeCountsOnceItHasBeenWithinItsBound() {
        assertThat(of(SlowdownReason.StandbyLag, OptionalLong.of(3_600_000), 0)).isNull();
        assertThat(signals.notWatched()).containsExactly(SlowdownReason.StandbyLag);
        assertThat(of(SlowdownReason.StandbyLag, OptionalLong.of(9_000), 0).isOver())
                .isFalse();
        assertThat(of(SlowdownReason.StandbyLag, OptionalLong.of(11_000), 0).isOver())
                .isTrue();
        assertThat(signals.notWatched()).isEmpty();
    }

    @Test
    void whatTheAccountMayNotSeeIsSaid() {
        look(1, OptionalLong.empty(), OptionalLong.empty(), 0);
        assertThat(signals.notWatched())
                .containsExactlyInAnyOrder(SlowdownReason.StandbyLag, SlowdownReason.ActiveSessions);
    }

    @Test
    void sessionsAreHeldAgainstThoseBeforeTheWorkUnlessThereIsABound() {
        assertThat(sessions(10).bound()).isEqualTo(36);
        assertThat(sessions(37).isOver()).isTrue();
        limits = new AdaptiveLimits(null, null, null, null, 50, null);
        assertThat(sessions(37).bound()).isEqualTo(50);
    }

    @Test
    void checkpointsCountForFiveMinutes() {
        assertThat(checkpoints(100).measured()).isZero();
        assertThat(checkpoints(106).isOver()).isTrue();
        assertThat(checkpoints(106).floor()).isEqualTo(0.5);
        second += 300;
        assertThat(checkpoints(106).isOver()).isFalse();
    }

    @Test
    void whatIsBoundedByZeroIsNotWatched() {
        limits = new AdaptiveLimits(null, null, 0, 0, null, 0);
        var found =
                signals.of(new SourceLook(0, 9_000, activity(OptionalLong.of(99_999), OptionalLong.of(0), 0)), limits);
        assertThat(found)
                .extracting(Signal::reason)
                .containsExactly(SlowdownReason.ActiveSessions, SlowdownReason.Checkpoints);
        assertThat(signals.notWatched()).isEmpty();
    }

    private long commit(long millis) {
        return find(
                        SlowdownReason.CommitLatency,
                        new SourceLook(second++, millis, activity(OptionalLong.of(0), OptionalLong.of(0), 0)))
                .measured();
    }

    private Signal of(SlowdownReason reason, OptionalLong lag, long sessions) {
        return find(reason, new SourceLook(second++, 1, activity(lag, OptionalLong.of(sessions), 0)));
    }

    private Signal sessions(long active) {
        return of(SlowdownReason.ActiveSessions, OptionalLong.of(0), active);
    }

    private Signal checkpoints(long requested) {
        return find(
                SlowdownReason.Checkpoints,
                new SourceLook(
                        TimeUnit.SECONDS.toNanos(second++),
                        1,
                        activity(OptionalLong.of(0), OptionalLong.of(0), requested)));
    }

    private void look(long millis, OptionalLong lag, OptionalLong sessions, long requested) {
        signals.of(new SourceLook(second++, millis, activity(lag, sessions, requested)), limits);
    }

    private Signal find(SlowdownReason reason, SourceLook look) {
        return signals.of(look, limits).stream()
                .filter(signal -> signal.reason() == reason)
                .findFirst()
                .orElse(null);
    }

    private static ServerActivity activity(OptionalLong lag, OptionalLong sessions, long requested) {
        return new ServerActivity(lag, sessions, requested);
    }
}
