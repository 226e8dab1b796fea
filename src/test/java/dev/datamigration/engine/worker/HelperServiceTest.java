package dev.datamigration.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.engine.worker.HelperService.Reception;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.Samples;
import dev.datamigration.transfer.help.Engagement;
import dev.datamigration.transfer.run.Run;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HelperServiceTest {
    private static final MigrationPlan PLAN = Samples.of(MigrationPlan.class);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // the clock may run over
    private final BlockingQueue<CompletableFuture<Void>> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<Run> runs = new LinkedBlockingQueue<>();
    private final HelperService service = new HelperService("uid-1", nanos::get, this::help);

    private void help(Run run, Engagement terms) {
        var work = new CompletableFuture<Void>();
        begun.add(work);
        runs.add(run);
        while (!work.isDone()) {
            run.scope().pause(1);
        }
        try {
            work.join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void doesOneThingAtATime() throws Exception {
        assertThat(service.problem()).isEqualTo("it is not engaged");
        assertThat(service.engage(terms("a", 1, 1))).isEqualTo(Reception.Accepted);
        next();
        assertThat(service.problem()).isNull();
        assertThat(service.engage(terms("a", 1, 1))).isEqualTo(Reception.Accepted);
        assertThat(begun).as("what goes on is not begun again").isEmpty();
        assertThat(service.engage(terms("b", 1, 1))).isEqualTo(Reception.Accepted);
        next();
    }

    @Test
    void goesAtTheSpeedThatItIsToldLast() throws Exception {
        service.engage(new Engagement("a", "uid-1", 1, 1, 1, Direction.Forward, null, null, null, PLAN, 0.5));
        var run = Objects.requireNonNull(runs.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS));
        assertThat(run.speed().share()).isEqualTo(0.5);
        service.engage(new Engagement("a", "uid-1", 1, 1, 1, Direction.Forward, null, null, null, PLAN, 0));
        assertThat(run.speed().share()).isZero();
    }

    @Test
    void whatIsOlderIsRefused() {
        service.engage(terms("new", 2, 5));
        assertThat(service.engage(terms("old", 1, 9))).isEqualTo(Reception.Refused);
        assertThat(service.engage(terms("old", 2, 4))).isEqualTo(Reception.Refused);
        assertThat(service.engage(terms("newer", 2, 6))).isEqualTo(Reception.Accepted);
    }

    @Test
    void whatWasEndedDoesNotBeginAgain() {
        service.engage(terms("a", 1, 1));
        service.dismiss("a");
        assertThat(service.problem()).isEqualTo("it is not engaged");
        assertThat(service.engage(terms("a", 1, 1))).as("a word that came late").isEqualTo(Reception.Refused);
        assertThat(service.engage(terms("b", 1, 1))).isEqualTo(Reception.Accepted);
        service.dismiss("a");
        assertThat(service.problem()).as("of another engagement").isNull();
    }

    /** It says why, and tries again after a pause that doubles until it is 32 seconds. */
    @Test
    void whatHasEndedByItselfBeginsAnewLaterAndLater() throws Exception {
        service.engage(terms("a", 1, 1));
        for (var pause : List.of(2, 4, 8, 16, 32, 32)) {
            next().completeExceptionally(
                            new FailureException(new Failure(FailureCode.Unreachable, null, "Gone.", "Wait.")));
            await().until(() -> service.problem() != null);
            assertThat(service.problem()).isEqualTo("Gone. Wait.");
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(pause) - 1);
            service.engage(terms("a", 1, 1));
            assertThat(service.problem()).as("before %d s", pause).isNotNull();
            nanos.addAndGet(1);
            service.engage(terms("a", 1, 1));
            assertThat(service.problem()).isNull();
        }
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(3));
        next().complete(null);
        await().until(() -> service.problem() != null);
        service.engage(terms("a", 1, 1));
        assertThat(service.problem()).as("it had gone on for long").isNull();
    }

    @Test
    void helpsNoOtherTask() {
        var other = new Engagement("a", "uid-2", 1, 1, 1, Direction.Forward, null, null, null, PLAN, 1);
        assertThat(service.engage(other)).isEqualTo(Reception.Misdirected);
    }

    private CompletableFuture<Void> next() throws InterruptedException {
        return Objects.requireNonNull(begun.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS));
    }

    private static Engagement terms(String id, long epoch, long claim) {
        return new Engagement(id, "uid-1", epoch, claim, 1, Direction.Forward, null, null, null, PLAN, 1);
    }
}
