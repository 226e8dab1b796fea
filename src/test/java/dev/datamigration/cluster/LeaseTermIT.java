package dev.datamigration.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.engine.NotLeadingException;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a process learns of its leadership from the election's Lease, and for how long it believes that. */
class LeaseTermIT {
    private final ApiServer server = ApiServer.mock();
    private final String namespace = server.newNamespace("election");
    private long nanos;

    private LeaseTerm term(String identity, boolean enabled) {
        return new LeaseTerm(server.client(), new Election(enabled, namespace), identity, () -> nanos);
    }

    private void heldBy(String holder, int changes) {
        var lease = new LeaseBuilder()
                .withNewMetadata()
                .withName("operator")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseTransitions(changes)
                .endSpec()
                .build();
        server.client().resource(lease).delete();
        server.client().resource(lease).create();
    }

    @Test
    void growsWithEveryLeader() {
        heldBy("a", 0);
        assertThat(term("a", true).current()).isEqualTo(1);
        heldBy("b", 1);
        assertThat(term("b", true).current()).isEqualTo(2);
        assertThatThrownBy(() -> term("a", true).current())
                .isInstanceOf(NotLeadingException.class)
                .hasMessageContaining("b does");
    }

    @Test
    void aProcessThatWasPausedLooksAgain() {
        heldBy("a", 3);
        var term = term("a", true);
        term.assure();
        heldBy("b", 4);
        nanos += TimeUnit.SECONDS.toNanos(5);
        term.assure(); // nobody can have taken it yet
        nanos += TimeUnit.SECONDS.toNanos(25);
        assertThatThrownBy(term::assure).isInstanceOf(NotLeadingException.class);
        assertThatThrownBy(() -> term.above(9)).isInstanceOf(NotLeadingException.class);
        assertThat(term.current()).as("what it had says on every request").isEqualTo(4);
    }

    @Test
    void whoeverLeadsAfterTheLeaseWasDeletedRaisesItsTermAboveWhatWorkersHaveHeard() {
        heldBy("c", 0);
        var term = term("c", true);
        assertThat(term.current()).isEqualTo(1);
        assertThat(term.above(12)).isEqualTo(13);
        assertThat(term.current()).isEqualTo(13);
    }

    /** It would lock every later leader out from all other workers. */
    @Test
    void noWorkerRaisesTheTermToTheEndOfTheNumbers() {
        heldBy("c", 0);
        var term = term("c", true);
        for (var claimed : new long[] {Long.MAX_VALUE, Long.MAX_VALUE - 1, 2_000_000}) {
            assertThatThrownBy(() -> term.above(claimed)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(term.current()).isEqualTo(1);
    }

    @Test
    void withoutAnElectionThereIsNoTermUntilAWorkerHasHeardOfOne() {
        var term = term("a", false);
        term.assure();
        assertThat(term.current()).isZero();
        assertThat(term.above(4)).isEqualTo(5);
    }
}
