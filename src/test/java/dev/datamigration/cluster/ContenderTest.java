package dev.datamigration.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.cluster.Contender.Move;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whether a process leads follows from its own clock, whatever is written in the Lease. */
class ContenderTest {
    private static final ZonedDateTime NOON = ZonedDateTime.of(2026, 11, 29, 12, 0, 0, 0, ZoneOffset.UTC);

    private final Contender contender = new Contender("me", Duration.ofSeconds(15), Duration.ofSeconds(10));
    private long now = TimeUnit.HOURS.toNanos(5);

    private void pass(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    private static LeaseSpec held(String holder, ZonedDateTime renewed) {
        return new LeaseSpecBuilder()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(15)
                .withAcquireTime(NOON)
                .withRenewTime(renewed)
                .withLeaseTransitions(3)
                .build();
    }

    private Move judge(LeaseSpec found) {
        return contender.judge(found, now);
    }

    private void lead() {
        assertThat(judge(null)).isEqualTo(Move.Take);
        contender.wrote(held("me", NOON), now);
    }

    @Test
    void aLeaseThatIsRenewedIsNeverTakenHoweverLongAgoItSaysThatItWasRenewed() {
        for (var second = 0; second < 600; second += 2) {
            assertThat(judge(held("other", NOON.minusMinutes(30).plusSeconds(second))))
                    .isEqualTo(Move.Wait);
            pass(2);
        }
    }

    @Test
    void aLeaseThatIsNotRenewedIsTakenHoweverFarAheadItsTimeIs() {
        var left = held("other", NOON.plusYears(1));
        assertThat(judge(left)).isEqualTo(Move.Wait);
        pass(14);
        assertThat(judge(left)).isEqualTo(Move.Wait);
        pass(1);
        assertThat(judge(left)).isEqualTo(Move.Take);
    }

    @Test
    void everyChangeOfTheRecordBeginsTheTimeAnew() {
        judge(held("other", NOON));
        pass(14);
        assertThat(judge(held("another", NOON))).isEqualTo(Move.Wait);
        pass(14);
        assertThat(judge(held("another", NOON))).isEqualTo(Move.Wait);
        pass(1);
        assertThat(judge(held("another", NOON))).isEqualTo(Move.Take);
        assertThat(contender.transitions()).isEqualTo(4);
    }

    /** It says itself how long it is given: its leader may have other settings than this process. */
    @Test
    void aLeaseIsGivenTheTimeThatItsLeaderWroteIntoIt() {
        var longer = held("other", NOON);
        longer.setLeaseDurationSeconds(60);
        judge(longer);
        pass(59);
        assertThat(judge(longer)).isEqualTo(Move.Wait);
        pass(1);
        assertThat(judge(longer)).isEqualTo(Move.Take);
    }

    @Test
    void oneThatWasGivenBackIsTakenAtOnce() {
        assertThat(judge(held("other", NOON))).isEqualTo(Move.Wait);
        assertThat(judge(held("", NOON))).isEqualTo(Move.Take);
        assertThat(judge(held(null, NOON))).isEqualTo(Move.Take);
    }

    @Test
    void oneThatWasDeletedUnderItsLeaderIsWaitedForAndItsTermsGoOn() {
        judge(held("other", NOON));
        pass(10);
        assertThat(judge(null)).isEqualTo(Move.Wait);
        pass(5);
        assertThat(judge(null)).isEqualTo(Move.Take);
        assertThat(contender.transitions()).isEqualTo(4);
    }

    @Test
    void aLeaderGivesUpByItsOwnClockAndForGood() {
        lead();
        pass(8);
        contender.wrote(held("me", NOON), now);
        pass(9);
        assertThat(contender.isOverdue(now)).isFalse();
        pass(1);
        assertThat(contender.isOverdue(now)).isTrue();
        contender.wrote(held("me", NOON), now);
        assertThat(contender.leads()).isFalse();
        assertThat(judge(held("me", NOON))).isEqualTo(Move.GiveUp);
    }

    /** Whoever waits counts from when it saw the record, which is after the leader had sent it. */
    @Test
    void nobodyTakesItBeforeItsLeaderHasGivenUp() {
        var candidate = new Contender("you", Duration.ofSeconds(15), Duration.ofSeconds(10));
        lead();
        var record = held("me", NOON);
        candidate.judge(record, now);
        while (!contender.isOverdue(now)) {
            assertThat(candidate.judge(record, now)).isEqualTo(Move.Wait);
            pass(1);
        }
        pass(4);
        assertThat(candidate.judge(record, now)).isEqualTo(Move.Wait);
        pass(1);
        assertThat(candidate.judge(record, now)).isEqualTo(Move.Take);
    }

    @Test
    void aLeaderThatFindsAnothersNameHasLostIt() {
        lead();
        assertThat(judge(held("me", NOON))).isEqualTo(Move.Renew);
        assertThat(judge(null)).as("deleted").isEqualTo(Move.Take);
        assertThat(contender.transitions()).isEqualTo(3);
        assertThat(judge(held("other", NOON))).isEqualTo(Move.GiveUp);
        assertThat(contender.isOverdue(now)).isTrue();
    }
}
