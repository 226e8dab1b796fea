package dev.datamigration.engine.remote;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.thread.OutOfMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The tie to one task's worker: one chain of steps brings it the newest goal until it has it, another asks it what is. What
 * follows from the answers is in {@link WorkerSession}.
 */
final class WorkerConnection {
    private static final Logger LOG = Logger.getLogger(WorkerConnection.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(5);
    private static final String NEW_PROCESS = "its process is another one, which knows nothing of the task";

    private final TaskId task;
    private final WorkerSurroundings surroundings;
    private final WorkerProvisioner provisioner;
    private final WorkerCalls client;
    private final WorkerSession session;
    private final WorkerAbsence absence;
    private final WorkerScaler helperPool;
    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicBoolean delivering = new AtomicBoolean();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean closed;
    private volatile WorkerAddress address;
    private volatile long startedFor;
    private volatile boolean outdated;

    WorkerConnection(TaskId task, WorkerSurroundings surroundings) {
        this.task = task;
        this.surroundings = surroundings;
        this.provisioner = surroundings.provisioner();
        this.client = surroundings.calls();
        this.session = new WorkerSession(now());
        this.absence = new WorkerAbsence(task, surroundings, session);
        this.helperPool = new WorkerScaler(task, provisioner);
    }

    /** Takes up with a worker that is there from before; waits a little for its first word. */
    void takeUp(WorkerProvisioner.Found found, Duration patience) {
        session.inherit(found.epoch());
        helperPool.found(found.workers());
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
        if (session.want(newer, now())) {
            deliver();
        }
    }

    Optional<Report> report() {
        return session.report();
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
        if (!closed && session.undelivered().isPresent() && delivering.compareAndSet(false, true)) {
            later(this::tryToDeliver, Duration.ZERO);
        }
    }

    private void tryToDeliver() {
        var bringing = session.undelivered();
        if (closed || bringing.isEmpty()) {
            delivering.set(false);
            deliver(); // where one came in this moment
            return;
        }
        try {
            surroundings.term().assure();
            start(bringing.get());
            bring(bringing.get());
        } catch (ProvisioningRefusedException e) {
            absence.worry(e.failure());
            later(this::tryToDeliver, LONG_PAUSE);
        } catch (RuntimeException | Error e) {
            OutOfMemory.check(e);
            LOG.warnf("The worker of %s cannot be started: %s", task, e.getMessage());
            absence.fallSilent(e.getMessage());
            later(this::tryToDeliver, LONG_PAUSE);
        }
    }

    private void start(Goal bringing) {
        if (startedFor < bringing.epoch()) {
            // pods of a newer build take the places of older ones one by one, and the leading one's last of all
            var workers = outdated ? 1 : WorkerScaler.wanted(bringing, null);
            outdated = false;
            address = provisioner.start(task, bringing.epoch(), bringing.plan().engine(), workers);
            helperPool.found(workers);
            startedFor = bringing.epoch();
        }
    }

    private void bring(Goal bringing) {
        var process = session.process();
        if (process.isPresent()) {
            then(
                    client.deliver(address, process.get(), bringing),
                    answer -> brought(bringing, answer),
                    this::tryToDeliver);
        } else {
            then(client.report(address, 0, Duration.ZERO), answer -> met(bringing, answer), this::tryToDeliver);
        }
    }

    private void met(Goal bringing, WorkerResponse answer) {
        if (answer instanceof WorkerResponse.Told told) {
            met(bringing, told.process(), false);
        } else if (answer instanceof WorkerResponse.KnowsNothing blank) {
            met(bringing, blank.process(), true);
        } else {
            brought(bringing, answer);
        }
    }

    private void met(Goal bringing, String process, boolean blank) {
        if (!session.meet(process, blank, bringing)) {
            absence.lose(NEW_PROCESS);
        }
        later(this::tryToDeliver, Duration.ZERO);
    }

    private void brought(Goal bringing, WorkerResponse answer) {
        if (answer instanceof WorkerResponse.Taken || answer instanceof WorkerResponse.Superseded) {
            session.deliver(bringing);
            session.hear(now());
            fitHelpers();
            ask();
            later(this::tryToDeliver, Duration.ZERO); // a newer one may have come meanwhile
        } else if (answer instanceof WorkerResponse.Outranked outranked) {
            later(() -> outranked(outranked), Duration.ZERO);
        } else if (answer instanceof WorkerResponse.OtherProcess) {
            if (session.isWanted(bringing)) {
                absence.lose(NEW_PROCESS);
            }
            later(this::tryToDeliver, Duration.ZERO);
        } else {
            if (!isOutdated(answer)) {
                absence.fallSilent(reason(answer));
            }
            later(this::tryToDeliver, PAUSE);
        }
    }

    /**
     * After an upgrade a worker of before that does not understand this operator is replaced at once, under the next epoch. One that
     * this operator has started is about to be, if it is of before.
     */
    private boolean isOutdated(WorkerResponse answer) {
        if (answer instanceof WorkerResponse.Incompatible incompatible && session.isInherited()) {
            outdated = true;
            absence.lose(incompatible.reason());
            return true;
        }
        return false;
    }

    /** Whoever leads all the same tries again under a higher term; whoever does not has nothing more to say. */
    private void outranked(WorkerResponse.Outranked answer) {
        try {
            LOG.warnf(
                    "The worker of %s has heard of the leader of term %d; this one leads, and goes on under term %d",
                    task, answer.term(), surroundings.term().above(answer.term()));
        } catch (IllegalArgumentException e) {
            absence.fallSilent(e.getMessage());
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
        if (closed || session.isGone()) {
            asking.set(false);
            return;
        }
        var expected = session.delivered();
        try {
            var asked = client.report(
                    address, session.revision(), surroundings.settings().reportInterval());
            then(asked, answer -> heard(expected, answer), this::tryToAsk);
        } catch (RuntimeException | Error e) {
            brokeOff(e, this::tryToAsk);
        }
    }

    private void heard(Goal expected, WorkerResponse answer) {
        if (answer instanceof WorkerResponse.Told told && session.recognise(told.process())) {
            if (session.hear(told.report(), now())) {
                surroundings.onChange().accept(task);
            }
            fitHelpers();
            later(this::tryToAsk, Duration.ZERO);
        } else {
            unexpected(expected, answer);
            later(this::tryToAsk, PAUSE);
        }
        answered.countDown();
    }

    /** A chain of steps must not end because one of them failed: nobody else would begin it again. */
    private void then(CompletableFuture<WorkerResponse> asked, Consumer<WorkerResponse> next, Runnable again) {
        distrustOnceClosed();
        asked.thenAccept(next).exceptionally(error -> {
            brokeOff(error, again);
            return null;
        });
    }

    private void brokeOff(Throwable error, Runnable again) {
        OutOfMemory.check(error);
        LOG.errorf(error, "Unexpected error while speaking to the worker of %s", task);
        absence.fallSilent("an unexpected " + error.getClass().getSimpleName());
        later(again, PAUSE);
    }

    private void fitHelpers() {
        var goal = session.delivered();
        var report = session.report().orElse(null);
        if (goal != null && !helperPool.isRight(goal, report)) {
            later(() -> helperPool.fit(goal, report), Duration.ZERO);
        }
    }

    private void unexpected(Goal expected, WorkerResponse answer) {
        if (answer instanceof WorkerResponse.Told) {
            absence.lose(NEW_PROCESS);
        } else if (answer instanceof WorkerResponse.KnowsNothing) {
            if (session.shouldKnow(expected)) {
                absence.lose(NEW_PROCESS);
            }
        } else if (!isOutdated(answer)) {
            absence.fallSilent(reason(answer));
        }
    }

    private static String reason(WorkerResponse answer) {
        if (answer instanceof WorkerResponse.Silent silent) {
            return silent.reason();
        }
        return answer instanceof WorkerResponse.Incompatible incompatible ? incompatible.reason() : answer.toString();
    }

    private Instant now() {
        return surroundings.clock().instant();
    }

    private void later(Runnable what, Duration pause) {
        if (!closed) {
            surroundings.schedule().after(pause, what);
        }
    }
}
