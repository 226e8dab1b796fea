package dev.datamigration.transfer.help.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.Samples;
import dev.datamigration.transfer.help.Engagement;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HelperContactTest {
    private static final long LOST = TimeUnit.SECONDS.toNanos(15);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // the clock may run over
    private final Engagement terms = Samples.of(Engagement.class);
    private final HelperContact contact = new HelperContact(Duration.ofSeconds(15), nanos::get);

    @Test
    void isToldEveryTwoSeconds() {
        assertThat(contact.isDue()).isTrue();
        contact.tell(terms);
        assertThat(contact.told()).isSameAs(terms);
        assertThat(contact.isDue()).isFalse();
        nanos.addAndGet(HelperContact.INTERVAL_NANOS);
        assertThat(contact.isDue()).isTrue();
    }

    @Test
    void oneThatWasNeverReachedIsAwaitedForEver() {
        contact.tell(terms);
        contact.hear(null, new CompletionException(new ConnectException()));
        nanos.addAndGet(10 * LOST);
        contact.tell(terms);
        contact.hear(null, new ConnectException("refused"));
        assertThat(contact.isAtWork()).isFalse();
        assertThat(contact.mayWrite()).isFalse();
        assertThat(contact.isLost()).isFalse();
        assertThat(contact.problem()).isEqualTo("ConnectException: refused");
    }

    @Test
    void oneThatFallsSilentMayWriteUntilItIsCutOff() {
        work();
        nanos.addAndGet(10 * LOST);
        assertThat(contact.isAtWork()).as("nobody has asked since").isTrue();
        contact.tell(terms);
        nanos.addAndGet(HelperContact.SILENT_NANOS);
        contact.tell(terms);
        contact.hear(null, new IOException());
        assertThat(contact.isAtWork()).isFalse();
        assertThat(contact.mayWrite()).isTrue();
        nanos.addAndGet(LOST - HelperContact.SILENT_NANOS);
        assertThat(contact.isLost()).isFalse();
        nanos.incrementAndGet();
        assertThat(contact.isLost()).isTrue();
        contact.cutOff();
        assertThat(contact.mayWrite()).isFalse();
        assertThat(contact.isLost()).isFalse();

        // it is told again, which may reach it
        contact.tell(terms);
        contact.hear(null, new IOException());
        nanos.addAndGet(LOST);
        assertThat(contact.isLost()).isFalse();
        nanos.incrementAndGet();
        assertThat(contact.isLost()).isTrue();
    }

    /** It was told that help is wanted, and may have begun. */
    @Test
    void oneWhoseFirstAnswerIsLostMayWriteToo() {
        contact.tell(terms);
        contact.hear(null, new IOException("timeout"));
        assertThat(contact.isAtWork()).isFalse();
        assertThat(contact.mayWrite()).isTrue();
    }

    @Test
    void oneThatSaysWhyItDoesNotHelpWritesNothing() {
        work();
        contact.tell(terms);
        contact.hear(Optional.of("a server does not answer"), null);
        assertThat(contact.isAtWork()).isFalse();
        assertThat(contact.mayWrite()).isFalse();
        assertThat(contact.problem()).isEqualTo("a server does not answer");
        work();
    }

    private void work() {
        contact.tell(terms);
        contact.hear(Optional.empty(), null);
        assertThat(contact.isAtWork()).isTrue();
    }
}
