package dev.datamigration.faults.truth;

import dev.datamigration.faults.journal.Books;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks the database that follows, past every proxy and twice a second, how far it has come. */
public final class TruthSampler implements AutoCloseable {
    private static final int PERIOD_MILLIS = 500;

    private final Books books;
    private final List<LagSample> samples = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(run -> {
        var thread = new Thread(run, "truth-sampler");
        thread.setDaemon(true);
        return thread;
    });

    private TruthSampler(Books books) {
        this.books = books;
    }

    public static TruthSampler start(Books books) {
        var sampler = new TruthSampler(books);
        sampler.timer.scheduleWithFixedDelay(sampler::sample, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return sampler;
    }

    /** A server that cannot be asked has what it had. */
    private void sample() {
        var now = Instant.now();
        var lag = books.oldestMissing()
                .map(committed -> Duration.between(committed, now))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
        synchronized (this) {
            samples.add(new LagSample(now, lag));
        }
    }

    /** One sentence for each stretch of time in which the task said more than was so. */
    public synchronized List<String> untrue(List<StatusEntry> entries, Outages outages, Duration bound) {
        return new UntrueStatuses(entries, outages, bound).find(samples);
    }

    /** The longest that anything was missing. */
    public synchronized Duration worstLag() {
        return samples.stream().map(LagSample::lag).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
