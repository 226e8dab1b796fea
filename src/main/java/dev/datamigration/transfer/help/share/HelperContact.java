package dev.datamigration.transfer.help.share;

import dev.datamigration.transfer.help.Engagement;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What is heard of a helper, and what is to be thought of it; without I/O. For use by several threads. */
final class HelperContact {
    static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);
    static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(6);

    private final long patienceNanos;
    private final LongSupplier nanoClock;
    private Engagement told;
    private boolean atWork;
    private boolean mayWrite;
    private long toldAt;
    private long unansweredSince;
    private boolean answered = true;
    private String problem = "it has not answered yet";

    /** @param patience after which one that does not answer counts as lost */
    HelperContact(Duration patience, LongSupplier nanoClock) {
        this.patienceNanos = patience.toNanos();
        this.nanoClock = nanoClock;
    }

    /** Returns whether it is time to say again that help is wanted. */
    synchronized boolean isDue() {
        return told == null || nanoClock.getAsLong() - toldAt >= INTERVAL_NANOS;
    }

    synchronized void tell(Engagement terms) {
        told = terms;
        toldAt = nanoClock.getAsLong();
        if (answered) {
            answered = false;
            unansweredSince = toldAt;
        }
    }

    /** @param why it does not help; empty where it does, null where it did not answer */
    synchronized void hear(Optional<String> why, Throwable error) {
        if (why == null) {
            var cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
            problem = cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
            // what may have reached it lets it work without anybody's knowledge
            mayWrite |= !(cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException);
            return;
        }
        answered = true;
        atWork = why.isEmpty();
        mayWrite = atWork;
        problem = why.orElse("");
    }

    /** Its sessions were ended, and it begins none before it is told anew. */
    synchronized void cutOff() {
        atWork = false;
        mayWrite = false;
        unansweredSince = nanoClock.getAsLong();
    }

    synchronized boolean isAtWork() {
        return atWork && silence() < SILENT_NANOS;
    }

    /** Returns whether it may write: it helps, or was told to and has not answered. */
    synchronized boolean mayWrite() {
        return mayWrite;
    }

    /** Returns whether it may write and has said nothing for so long that it counts as lost. */
    synchronized boolean isLost() {
        return mayWrite && silence() > patienceNanos;
    }

    private long silence() {
        return answered ? 0 : nanoClock.getAsLong() - unansweredSince;
    }

    /** Returns why it does not help; empty where nothing is known. */
    synchronized String problem() {
        return problem;
    }

    /** Returns what it was told last; null where it was told nothing. */
    synchronized Engagement told() {
        return told;
    }
}
