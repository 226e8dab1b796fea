package dev.datamigration.engine.remote;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.Report;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The tie to one task's worker: keeps bringing it the newest goal until it has it, and keeps asking what is. Fields are
 * guarded by the monitor, which is never held while anything is asked or anybody is told.
 */
final class Link {
    private static final Logger LOG = Logger.getLogger(Link.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String NEW_PROCESS = "its process is another one, which knows nothing of the task";
    private static final Duration LONG_PAUSE = Duration.ofSeconds(5);

    private final TaskId task;
    private final Workplace workplace;
    private final WorkerClient client;
    private final ScheduledExecutorService executor;
    private final RemoteSettings settings;
    private final Consumer<TaskId> onChange;
    private final CountDownLatch heardOnce = new CountDownLatch(1);

    private long epoch;
    private Goal goal;
    private Goal delivered;
    private boolean delivering;
    private WorkerAddress address;
    private long startedFor;
    private boolean asking;
    private boolean known;
    private boolean begunHere;
    private String process;
    private long revision;
    private Report last;
    private Instant heardAt = Instant.now();
    private Failure trouble;
    private boolean gone;
    private boolean closed;

    Link(
            TaskId task,
            Workplace workplace,
            WorkerClient client,
            ScheduledExecutorService executor,
            RemoteSettings settings,
            Consumer<TaskId> onChange) {
        this.task = task;
        this.workplace = workplace;
        this.client = client;
        this.executor = executor;
        this.settings = settings;
        this.onChange = onChange;
    }

    /** Takes up with a worker that another operator, or an earlier one, has started; waits a little for its first word. */
    void takeUp(Workplace.Found found, Duration patience) {
        synchronized (this) {
            epoch = found.epoch();
            startedFor = found.epoch();
            address = found.address();
            known = true;
        }
        ask();
        try {
            if (!heardOnce.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.infof("The worker of %s at %s has not answered yet", task, found.address());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void pursue(Goal newer) {
        synchronized (this) {
            if (newer.epoch() < epoch || (newer.equals(goal) && !gone)) {
                return;
            }
            if (newer.epoch() > epoch) {
                epoch = newer.epoch();
                gone = false;
                known = false;
                begunHere = true;
                process = null;
                trouble = null;
                heardAt = Instant.now();
            }
            goal = newer;
        }
        deliver();
    }

    /** Empty once the worker is known to be without memory of the task, or is given up. */
    synchronized Optional<Report> report() {
        return gone ? Optional.empty() : Optional.of(Outlook.of(epoch, goal, last, trouble));
    }

    synchronized void close() {
        closed = true;
    }

    private void deliver() {
        synchronized (this) {
            if (delivering || closed || gone || goal == null || goal.equals(delivered)) {
                return;
            }
            delivering = true;
        }
        executor.execute(this::tryToDeliver);
    }

    private void tryToDeliver() {
        Goal bringing;
        synchronized (this) {
            bringing = goal;
            if (closed || gone) {
                delivering = false;
                return;
            }
        }
        try {
            bring(bringing, startFor(bringing));
        } catch (RuntimeException e) {
            LOG.warnf("The worker of %s cannot be started: %s", task, e.getMessage());
            fallSilent(e.getMessage());
            later(this::tryToDeliver, LONG_PAUSE);
        }
    }

    /**
     * Brings the goal to the process that this epoch belongs to, which is the first one that is met. Whatever becomes of
     * the request, no other process is ever brought it.
     */
    private void bring(Goal bringing, WorkerAddress worker) {
        var meant = process();
        if (meant == null) {
            client.report(worker, 0, Duration.ZERO).thenAccept(answer -> met(bringing, answer));
        } else {
            client.deliver(worker, meant, bringing).thenAccept(answer -> delivered(bringing, answer));
        }
    }

    private void met(Goal bringing, Answer answer) {
        var met = answer instanceof Answer.Told told
                ? told.process()
                : answer instanceof Answer.KnowsNothing blank ? blank.process() : null;
        if (met == null) {
            delivered(bringing, answer);
        } else if (answer instanceof Answer.KnowsNothing && !isBegunHere()) {
            lose(NEW_PROCESS);
            later(this::tryToDeliver, Duration.ZERO);
        } else {
            bind(met, bringing.epoch());
            later(this::tryToDeliver, Duration.ZERO);
        }
    }

    private synchronized void bind(String met, long metEpoch) {
        if (process == null && metEpoch == epoch) {
            process = met;
        }
    }

    private synchronized String process() {
        return process;
    }

    private synchronized boolean isBegunHere() {
        return begunHere;
    }

    private WorkerAddress startFor(Goal bringing) {
        synchronized (this) {
            if (startedFor >= bringing.epoch()) {
                return address;
            }
        }
        var started = workplace.start(task, bringing.epoch(), bringing.plan().engine());
        synchronized (this) {
            address = started;
            startedFor = bringing.epoch();
        }
        return started;
    }

    private void delivered(Goal brought, Answer answer) {
        if (answer instanceof Answer.Taken || answer instanceof Answer.Superseded) {
            synchronized (this) {
                delivered = brought;
                delivering = false;
                hear();
            }
            ask();
            deliver(); // where a newer one has come in the meantime
        } else if (answer instanceof Answer.OtherProcess) {
            loseProcess(brought);
            later(this::tryToDeliver, Duration.ZERO);
        } else {
            fallSilent(reason(answer));
            later(this::tryToDeliver, PAUSE);
        }
    }

    private void ask() {
        synchronized (this) {
            if (asking || closed || gone) {
                return;
            }
            asking = true;
        }
        tryToAsk();
    }

    private void tryToAsk() {
        WorkerAddress asked;
        Goal expected;
        long after;
        synchronized (this) {
            if (closed || gone) {
                asking = false;
                return;
            }
            asked = address;
            expected = delivered;
            after = revision;
        }
        client.report(asked, after, settings.reportInterval()).thenAccept(answer -> heard(expected, answer));
    }

    private void heard(Goal expected, Answer answer) {
        if (answer instanceof Answer.Told told && isMeant(told.process())) {
            hear(told);
            later(this::tryToAsk, Duration.ZERO);
        } else if (answer instanceof Answer.Told || answer instanceof Answer.KnowsNothing) {
            if (answer instanceof Answer.Told || shouldKnow(expected)) {
                lose(NEW_PROCESS);
            }
            later(this::tryToAsk, PAUSE);
        } else if (answer instanceof Answer.Incompatible incompatible && isStrange()) {
            lose(incompatible.reason());
        } else {
            fallSilent(reason(answer));
            later(this::tryToAsk, PAUSE);
        }
        heardOnce.countDown();
    }

    private void hear(Answer.Told told) {
        boolean changed;
        synchronized (this) {
            var before = report().orElse(null);
            revision = told.report().revision();
            last = told.report().report();
            hear();
            changed = before == null || !last.activity().equals(before.activity());
        }
        if (changed) {
            onChange.accept(task);
        }
    }

    /** The first process that is heard of an epoch that another operator began is the one that it belongs to. */
    private synchronized boolean isMeant(String heard) {
        if (process == null && !begunHere) {
            process = heard;
        }
        return process == null || process.equals(heard);
    }

    private void hear() {
        known = true;
        heardAt = Instant.now();
        trouble = null;
    }

    /** Whether a worker without memory has lost it: it had taken a goal of the epoch that is wanted. */
    private synchronized boolean shouldKnow(Goal expected) {
        return goal == null || (expected != null && expected.epoch() == epoch);
    }

    /** Whether it was started by another operator, and was not told anything by this one. */
    private synchronized boolean isStrange() {
        return goal == null;
    }

    private void fallSilent(String reason) {
        Silence.Meaning meaning;
        boolean told;
        synchronized (this) {
            meaning = Silence.meaning(heardAt, Instant.now(), known, settings);
            told = trouble != null;
        }
        if (meaning == Silence.Meaning.Lost) {
            replace(reason);
        } else if (meaning == Silence.Meaning.Unreachable && !told) {
            complain(reason);
        }
    }

    private void complain(String reason) {
        var failure = Silence.failure(reason, workplace.diagnosis(task));
        synchronized (this) {
            trouble = failure;
        }
        LOG.warnf("%s: %s", task, failure.message());
        onChange.accept(task);
    }

    private void replace(String reason) {
        try {
            workplace.replace(task);
            lose("it has not answered for " + settings.lostAfter().toSeconds() + " s (" + reason + ")");
        } catch (RuntimeException e) {
            LOG.warnf("The lost worker of %s cannot be replaced yet: %s", task, e.getMessage());
        }
    }

    /** Unless a later epoch has begun meanwhile, which has met no process yet. */
    private void loseProcess(Goal brought) {
        boolean current;
        synchronized (this) {
            current = brought.epoch() == epoch;
        }
        if (current) {
            lose(NEW_PROCESS);
        }
    }

    private void lose(String why) {
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
            delivered = null;
            last = null;
            revision = 0;
        }
        LOG.warnf("The worker of %s is lost: %s", task, why);
        onChange.accept(task);
    }

    private static String reason(Answer answer) {
        if (answer instanceof Answer.Silent silent) {
            return silent.reason();
        }
        return answer instanceof Answer.Incompatible incompatible ? incompatible.reason() : answer.toString();
    }

    private void later(Runnable what, Duration pause) {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        executor.schedule(what, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
