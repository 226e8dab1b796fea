package dev.datamigration.engine.remote;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.LeadershipTerm;
import dev.datamigration.engine.Report;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.thread.OutOfMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The tie to one task's worker: one chain of steps brings it the newest goal until it has it, another asks it what is. What
 * follows from the answers is in {@link Knowledge}.
 */
final class Link {
    private static final Logger LOG = Logger.getLogger(Link.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(5);
    private static final String NEW_PROCESS = "its process is another one, which knows nothing of the task";

    private final TaskId task;
    private final Workplace workplace;
    private final WorkerClient client;
    private final LeadershipTerm term;
    private final ScheduledExecutorService executor;
    private final RemoteSettings settings;
    private final Consumer<TaskId> onChange;
    private final Knowledge knowledge = new Knowledge(Instant.now());
    private final CrewKeeper crew;
    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicBoolean delivering = new AtomicBoolean();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean closed;
    private volatile WorkerAddress address;
    private volatile long startedFor;

    Link(
            TaskId task,
            Workplace workplace,
            WorkerClient client,
            LeadershipTerm term,
            ScheduledExecutorService executor,
            RemoteSettings settings,
            Consumer<TaskId> onChange) {
        this.task = task;
        this.workplace = workplace;
        this.client = client;
        this.term = term;
        this.executor = executor;
        this.settings = settings;
        this.onChange = onChange;
        this.crew = new CrewKeeper(task, workplace);
    }

    /** Takes up with a worker that is there from before; waits a little for its first word. */
    void takeUp(Workplace.Found found, Duration patience) {
        knowledge.inherit(found.epoch());
        crew.found(found.workers());
        address = found.address();
        startedFor = found.epoch();
        ask();
        try {
            if (!answered.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.infof("The worker of %s at %s has not answered yet", task, found.address());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void pursue(Goal newer) {
        if (knowledge.want(newer, Instant.now())) {
            deliver();
        }
    }

    Optional<Report> report() {
        return knowledge.report();
    }

    void close() {
        closed = true;
        distrustOnceClosed();
    }

    /** Whoever asks has the client trust the worker anew, so that this is called after each question, too. */
    private void distrustOnceClosed() {
        var known = address;
        if (closed && known != null) {
            client.forget(known);
        }
    }

    private void deliver() {
        if (!closed && knowledge.undelivered().isPresent() && delivering.compareAndSet(false, true)) {
            executor.execute(this::tryToDeliver);
        }
    }

    private void tryToDeliver() {
        var bringing = knowledge.undelivered();
        if (closed || bringing.isEmpty()) {
            delivering.set(false);
            deliver(); // where one came in this moment
            return;
        }
        try {
            term.assure();
            start(bringing.get());
            bring(bringing.get());
        } catch (NoPlaceException e) {
            worry(e.failure());
            later(this::tryToDeliver, LONG_PAUSE);
        } catch (RuntimeException | Error e) {
            OutOfMemory.check(e);
            LOG.warnf("The worker of %s cannot be started: %s", task, e.getMessage());
            fallSilent(e.getMessage());
            later(this::tryToDeliver, LONG_PAUSE);
        }
    }

    private void start(Goal bringing) {
        if (startedFor < bringing.epoch()) {
            var workers = CrewSize.of(bringing, null);
            address = workplace.start(task, bringing.epoch(), bringing.plan().engine(), workers);
            crew.found(workers);
            startedFor = bringing.epoch();
        }
    }

    private void bring(Goal bringing) {
        var process = knowledge.process();
        if (process.isPresent()) {
            then(
                    client.deliver(address, process.get(), bringing),
                    answer -> brought(bringing, answer),
                    this::tryToDeliver);
        } else {
            then(client.report(address, 0, Duration.ZERO), answer -> met(bringing, answer), this::tryToDeliver);
        }
    }

    private void met(Goal bringing, Answer answer) {
        if (answer instanceof Answer.Told told) {
            met(bringing, told.process(), false);
        } else if (answer instanceof Answer.KnowsNothing blank) {
            met(bringing, blank.process(), true);
        } else {
            brought(bringing, answer);
        }
    }

    private void met(Goal bringing, String process, boolean blank) {
        if (!knowledge.meet(process, blank, bringing)) {
            lose(NEW_PROCESS);
        }
        later(this::tryToDeliver, Duration.ZERO);
    }

    private void brought(Goal bringing, Answer answer) {
        if (answer instanceof Answer.Taken || answer instanceof Answer.Superseded) {
            knowledge.deliver(bringing);
            knowledge.hear(Instant.now());
            fitCrew();
            ask();
            later(this::tryToDeliver, Duration.ZERO); // a newer one may have come meanwhile
        } else if (answer instanceof Answer.Outranked outranked) {
            later(() -> outranked(outranked), Duration.ZERO);
        } else if (answer instanceof Answer.OtherProcess) {
            if (knowledge.isWanted(bringing)) {
                lose(NEW_PROCESS);
            }
            later(this::tryToDeliver, Duration.ZERO);
        } else {
            fallSilent(reason(answer));
            later(this::tryToDeliver, PAUSE);
        }
    }

    /** Whoever leads all the same tries again under a higher term; whoever does not has nothing more to say. */
    private void outranked(Answer.Outranked answer) {
        try {
            LOG.warnf(
                    "The worker of %s has heard of the leader of term %d; this one leads, and goes on under term %d",
                    task, answer.term(), term.above(answer.term()));
        } catch (IllegalArgumentException e) {
            fallSilent(e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf(
                    "The worker of %s took no goal, which the leader of term %d commands: %s",
                    task, answer.term(), e.getMessage());
        }
        later(this::tryToDeliver, LONG_PAUSE);
    }

    private void ask() {
        if (asking.compareAndSet(false, true)) {
            tryToAsk();
        }
    }

    private void tryToAsk() {
        if (closed || knowledge.isGone()) {
            asking.set(false);
            return;
        }
        var expected = knowledge.delivered();
        try {
            var asked = client.report(address, knowledge.revision(), settings.reportInterval());
            then(asked, answer -> heard(expected, answer), this::tryToAsk);
        } catch (RuntimeException | Error e) {
            brokeOff(e, this::tryToAsk);
        }
    }

    private void heard(Goal expected, Answer answer) {
        if (answer instanceof Answer.Told told && knowledge.recognise(told.process())) {
            if (knowledge.hear(told.report(), Instant.now())) {
                onChange.accept(task);
            }
            fitCrew();
            later(this::tryToAsk, Duration.ZERO);
        } else {
            unexpected(expected, answer);
            later(this::tryToAsk, PAUSE);
        }
        answered.countDown();
    }

    /** A chain of steps must not end because one of them failed: nobody else would begin it again. */
    private void then(CompletableFuture<Answer> asked, Consumer<Answer> next, Runnable again) {
        distrustOnceClosed();
        asked.thenAccept(next).exceptionally(error -> {
            brokeOff(error, again);
            return null;
        });
    }

    private void brokeOff(Throwable error, Runnable again) {
        OutOfMemory.check(error);
        LOG.errorf(error, "Unexpected error while speaking to the worker of %s", task);
        fallSilent("an unexpected " + error.getClass().getSimpleName());
        later(again, PAUSE);
    }

    private void fitCrew() {
        var goal = knowledge.delivered();
        var report = knowledge.report().orElse(null);
        if (goal != null && !crew.isRight(goal, report)) {
            later(() -> crew.fit(goal, report), Duration.ZERO);
        }
    }

    private void unexpected(Goal expected, Answer answer) {
        if (answer instanceof Answer.Told) {
            lose(NEW_PROCESS);
        } else if (answer instanceof Answer.KnowsNothing) {
            if (knowledge.shouldKnow(expected)) {
                lose(NEW_PROCESS);
            }
        } else if (answer instanceof Answer.Incompatible incompatible && knowledge.isStrange()) {
            lose(incompatible.reason());
        } else {
            fallSilent(reason(answer));
        }
    }

    private void fallSilent(String reason) {
        switch (knowledge.silence(Instant.now(), settings)) {
            case Nothing -> {}
            case Unreachable -> complain(reason);
            case Lost -> replace(reason);
        }
    }

    private void complain(String reason) {
        if (knowledge.isWorried()) {
            return;
        }
        if (knowledge.isReleasing() && workplace.find(task).isEmpty()) {
            lose("its objects are gone"); // and nobody brings it back
            return;
        }
        worry(Silence.failure(reason, workplace.diagnosis(task)));
    }

    private void worry(Failure failure) {
        if (knowledge.worry(failure)) {
            LOG.warnf("%s: %s", task, failure.message());
            onChange.accept(task);
        }
    }

    private void replace(String reason) {
        try {
            workplace.replace(task);
            lose("it has not answered for " + settings.lostAfter().toSeconds() + " s (" + reason + ")");
        } catch (RuntimeException e) {
            LOG.warnf("The lost worker of %s cannot be replaced yet: %s", task, e.getMessage());
        }
    }

    private void lose(String why) {
        if (knowledge.lose()) {
            LOG.warnf("The worker of %s is lost: %s", task, why);
            onChange.accept(task);
        }
    }

    private static String reason(Answer answer) {
        if (answer instanceof Answer.Silent silent) {
            return silent.reason();
        }
        return answer instanceof Answer.Incompatible incompatible ? incompatible.reason() : answer.toString();
    }

    private void later(Runnable what, Duration pause) {
        if (!closed) {
            executor.schedule(what, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
