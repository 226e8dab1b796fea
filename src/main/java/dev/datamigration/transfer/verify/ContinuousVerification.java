package dev.datamigration.transfer.verify;

import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.task.ContinuousVerificationSettings;
import dev.datamigration.database.checkpoint.VerificationRoundStore.Round;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.AppliedPosition;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.run.SourceWatch;
import dev.datamigration.transfer.speed.YieldingWork;
import dev.datamigration.transfer.verify.compare.Barriers;
import dev.datamigration.transfer.verify.compare.StopSignal;
import dev.datamigration.transfer.verify.result.ComparisonStore;
import dev.datamigration.transfer.verify.result.RoundStore;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Goes round all tables after the full verification, for as long as the run lives: at a bounded rate, with rests between
 * the rounds and while the apply is behind. Results take the place of the full verification's, table by table. Where it
 * stands is kept on the target; an interrupted round goes on with the table that was compared longest ago.
 */
public final class ContinuousVerification {
    private static final Logger LOG = Logger.getLogger(ContinuousVerification.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Run run;
    private final AppliedPosition applied;
    private final LongSupplier latencyMillis;
    private final Consumer<VerificationStatus> listener;
    private final long runNonce;
    private boolean changesCame;

    /**
     * @param run of its own scope, which ends it
     * @param latencyMillis how far the apply is behind
     * @param progress told after each table, from the thread of {@link #compareOn}
     */
    public ContinuousVerification(
            Run run, AppliedPosition applied, LongSupplier latencyMillis, Consumer<VerificationStatus> progress) {
        this.run = run;
        this.applied = applied;
        this.latencyMillis = latencyMillis;
        this.listener = progress;
        this.runNonce = run.plan().fullVerification().runNonce();
    }

    /**
     * Blocks for as long as the run lives. A server that fails is tried again.
     *
     * @throws java.util.concurrent.CancellationException when the run is cancelled
     * @throws FailureException if a newer worker has taken over
     */
    public void compareOn() {
        while (true) {
            if (settings().enabled() && !run.plan().fullVerification().skip()) {
                rest(compare());
            } else {
                run.scope().pause(LOOK_MILLIS);
            }
        }
    }

    /** Returns how long to rest. */
    private Duration compare() {
        try {
            return round();
        } catch (StopSignal.Halted e) {
            return Duration.ZERO; // a person skips verification
        } catch (FailureException e) {
            run.scope().throwIfCancelled();
            if (e.failure().code() == FailureCode.Superseded) {
                throw e;
            }
            LOG.warnf("Task %s: comparing on is interrupted: %s", run.scope().taskId(), e.getMessage());
            return PAUSE;
        }
    }

    /** New settings end a rest, as they may ask for another. */
    private void rest(Duration rest) {
        var settings = settings();
        var end = System.nanoTime() + rest.toNanos();
        while (System.nanoTime() < end && settings.equals(settings())) {
            run.scope().pause(LOOK_MILLIS);
        }
    }

    private ContinuousVerificationSettings settings() {
        return run.plan().fullVerification().continuous();
    }

    /** Goes on with the round, if it is time for one; returns how long to rest. */
    private Duration round() {
        try (var source = run.from().comparisons().open(run.scope(), "verify");
                var target = run.to().comparisons().open(run.scope(), "verify")) {
            awaitChanges(source);
            if (new ComparisonStore(run, runNonce, target).results().isEmpty()) {
                return PAUSE; // no full verification of this direction was made
            }
            var rounds = new RoundStore(run, runNonce, target);
            var round = rounds.read();
            if (round == null || round.completedAt() != null) {
                var rest = restAfter(round);
                if (!rest.isZero()) {
                    return rest;
                }
                round = rounds.begin(round == null ? 1 : round.number() + 1);
            }
            var tables = new RoundOfTables(run, runNonce, round, rounds, applied, this::giveWay, listener);
            try (var watch = SourceWatch.begin(run, YieldingWork.Verification)) {
                tables.compare(source, target);
            }
            return Duration.ZERO;
        }
    }

    private void awaitChanges(ComparisonSession source) {
        if (!changesCame) {
            new Barriers(applied, run.from().changeLog(), source).awaitChanges(new StopSignal(run));
            changesCame = true;
        }
    }

    private Duration restAfter(Round last) {
        if (last == null) {
            return Duration.ZERO;
        }
        var next = last.startedAt().plusSeconds(settings().intervalSeconds());
        var left = Duration.between(Instant.now(), next);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Waits while the apply is behind; tells that it does. */
    private void giveWay(Consumer<String> waiting) {
        var told = false;
        while (latencyMillis.getAsLong() > settings().maxLatencySeconds() * 1_000L) {
            if (!told) {
                waiting.accept("The synchronisation is more than %d s behind: the comparison waits."
                        .formatted(settings().maxLatencySeconds()));
                told = true;
            }
            run.scope().pause(LOOK_MILLIS);
        }
    }
}
