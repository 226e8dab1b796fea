package dev.datamigration.database.postgres.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SocketActivityTest {
    private final SocketActivity activity = new SocketActivity();

    @Test
    void whoReadsInVainIsInSilence() {
        activity.readBegins(at(10));
        assertThat(activity.silentNanos(at(25))).isEqualTo(at(15));
        activity.readEnds(at(26), true);
        assertThat(activity.silentNanos(at(90))).isZero();
    }

    @Test
    void whoLooksAgainAndAgainIsInSilenceSinceTheFirstLook() {
        for (var second = 10; second <= 30; second++) {
            activity.readBegins(at(second));
            activity.readEnds(at(second), false);
        }
        assertThat(activity.silentNanos(at(31))).isEqualTo(at(21));
    }

    @Test
    void whoDoesNotListenHearsNothing() {
        activity.readBegins(at(10));
        activity.readEnds(at(10), false);
        assertThat(activity.silentNanos(at(60))).isZero();
    }

    @Test
    void whoCannotWriteIsInSilence() {
        activity.writeBegins(at(10));
        assertThat(activity.silentNanos(at(70))).isEqualTo(at(60));
        activity.writeEnds();
        assertThat(activity.silentNanos(at(71))).isZero();
    }

    @Test
    void aServerThatWorksDoesNotWaitForUs() {
        assertThat(new BackendFacts("client backend", "active", null, null).waitsForUs())
                .isFalse();
        assertThat(new BackendFacts("client backend", "active", "Lock", "relation").waitsForUs())
                .isFalse();
        assertThat(new BackendFacts("client backend", null, null, null).waitsForUs())
                .isFalse();
        assertThat(new BackendFacts("walsender", "active", "IO", "WALRead").waitsForUs())
                .isFalse();
    }

    @Test
    void aServerThatHasAnsweredOrReadsWaitsForUs() {
        assertThat(new BackendFacts("client backend", "idle in transaction", "Client", "ClientRead").waitsForUs())
                .isTrue();
        assertThat(new BackendFacts("client backend", "active", "Client", "ClientRead").waitsForUs())
                .isTrue();
        assertThat(new BackendFacts("client backend", "active", "Client", "ClientWrite").waitsForUs())
                .isTrue();
        assertThat(new BackendFacts("walsender", "active", "Activity", "WalSenderMain").waitsForUs())
                .isTrue();
        assertThat(new BackendFacts("walsender", "active", "Client", "WalSenderWaitForWAL").waitsForUs())
                .isTrue();
    }

    private static long at(long second) {
        return TimeUnit.SECONDS.toNanos(second);
    }
}
