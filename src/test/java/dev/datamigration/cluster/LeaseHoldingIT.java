package dev.datamigration.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.engine.NotLeadingException;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two processes and one Lease, with clocks that differ by minutes. */
class LeaseHoldingIT {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Duration WRONG = Duration.ofMinutes(7);

    private final ApiServer server = ApiServer.shared();
    private final String namespace = server.newNamespace("holding");
    private final Election settings = new Election(true, namespace);
    private Duration passed = Duration.ZERO;

    /** @param wrong how far ahead its clock is; the clock that nobody sets is another one for each process */
    private LeaseHolding process(String identity, Duration wrong) {
        return new LeaseHolding(
                new LeaseStore(server.client(), settings),
                settings,
                identity,
                () -> passed.plusDays(identity.length()).toNanos(),
                () -> NOON.plus(passed).plus(wrong));
    }

    private void pass(int seconds) {
        passed = passed.plusSeconds(seconds);
    }

    private Lease lease() {
        return server.client()
                .leases()
                .inNamespace(namespace)
                .withName(settings.leaseName())
                .get();
    }

    private long term(String identity) {
        return new LeaseTerm(server.client(), settings, identity, () -> 0).current();
    }

    @Test
    void aStandbyWhoseClockRunsAheadDoesNotTakeTheLeaseOfALeaderThatLives() {
        keepsIt(Duration.ZERO, WRONG);
    }

    @Test
    void norDoesOneWhoseLeadersClockIsBehind() {
        keepsIt(WRONG.negated(), Duration.ZERO);
    }

    private void keepsIt(Duration leaders, Duration standbys) {
        var leader = process("a", leaders);
        var standby = process("standby", standbys);
        leader.attempt();
        for (var second = 0; second < 60; second += 2) {
            standby.attempt();
            assertThat(standby.leads()).isFalse();
            pass(2);
            leader.attempt();
            assertThat(leader.leads()).isTrue();
        }
        assertThat(standby.holder()).contains("a");
        assertThat(lease().getSpec().getLeaseTransitions()).isZero();
    }

    @Test
    void aLeaderWhoseClockIsBehindOrAheadLosesItOnceItDoesNotRenew() {
        var behind = process("a", WRONG.negated());
        var ahead = process("bb", WRONG);
        var third = process("ccc", Duration.ZERO);
        behind.attempt();
        ahead.attempt();
        pass(9);
        assertThat(behind.isLost()).isFalse();
        pass(1);
        assertThat(behind.isLost()).isTrue();
        pass(4);
        ahead.attempt();
        assertThat(ahead.leads()).isFalse();
        pass(1);
        ahead.attempt();
        assertThat(ahead.leads()).isTrue();
        behind.attempt();
        assertThat(behind.leads()).as("it came back").isFalse();
        third.attempt();
        pass(15);
        third.attempt();
        assertThat(third.leads()).as("after one whose clock is ahead").isTrue();
        assertThat(ahead.isLost()).isTrue();
        assertThat(term("ccc")).isEqualTo(3);
    }

    @Test
    void givenBackItIsTakenAtOnceAndTheTermGrows() {
        var leader = process("a", Duration.ZERO);
        var standby = process("bb", WRONG.negated());
        leader.attempt();
        standby.attempt();
        assertThat(term("a")).isEqualTo(1);
        server.client().resource(lease()).edit(lease -> {
            lease.getMetadata().setLabels(Map.of("team", "a"));
            return lease;
        });
        leader.giveBack();
        assertThat(lease().getSpec().getHolderIdentity()).isEmpty();
        assertThatThrownBy(() -> term("a")).isInstanceOf(NotLeadingException.class);
        standby.attempt();
        assertThat(standby.leads()).isTrue();
        assertThat(term("bb")).isEqualTo(2);
        standby.giveBack();
        leader.giveBack();
        assertThat(lease().getMetadata().getLabels()).containsEntry("team", "a");
    }

    @Test
    void whatALeaderHasLostItDoesNotGiveBack() {
        var old = process("a", Duration.ZERO);
        var next = process("bb", Duration.ZERO);
        old.attempt();
        next.attempt();
        pass(15);
        next.attempt();
        old.giveBack();
        assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("bb");
    }

    @Test
    void aLeaseThatIsDeletedIsMadeAgainByItsLeaderAndTermsGoOn() {
        var first = process("a", Duration.ZERO);
        var leader = process("bb", Duration.ZERO);
        var standby = process("ccc", Duration.ZERO);
        first.attempt();
        first.giveBack();
        leader.attempt();
        standby.attempt();
        assertThat(term("bb")).isEqualTo(2);
        server.client().resource(lease()).delete();
        standby.attempt();
        assertThat(standby.leads()).isFalse();
        leader.attempt();
        assertThat(leader.leads()).isTrue();
        assertThat(term("bb")).isEqualTo(2);
    }

    @Test
    void theRecordIsThatOfAnyElection() {
        var leader = process("a", Duration.ZERO);
        leader.attempt();
        pass(2);
        leader.attempt();
        var record = lease().getSpec();
        assertThat(record.getHolderIdentity()).isEqualTo("a");
        assertThat(record.getLeaseDurationSeconds()).isEqualTo(15);
        assertThat(record.getAcquireTime().toInstant()).isEqualTo(NOON);
        assertThat(record.getRenewTime().toInstant()).isEqualTo(NOON.plusSeconds(2));
        assertThat(record.getLeaseTransitions()).isZero();
    }
}
