package dev.datamigration.task;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.lifecycle.StatusReducer;
import dev.datamigration.lifecycle.model.Decision;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.FailureStatuses;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.RefusedStatus;
import dev.datamigration.lifecycle.model.Requeue;
import dev.datamigration.lifecycle.model.TaskEvent;
import dev.datamigration.lifecycle.model.VerificationPolicy;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.SwitchoverView;
import dev.datamigration.task.observation.Observer;
import dev.datamigration.task.observation.ReportStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One look at a task: observe, decide, persist, act, in this order. Nothing is done before the status that says so is
 * written; whatever is done can be done again.
 */
final class TaskControl {
    private final MigrationEngine engine;
    private final Observer observer;
    private final LoginSource logins;
    private final EventSink events;
    private final ReportStore reports;
    private final Alerting alerting;
    private final ControlSettings settings;
    private final Clock clock;
    private final Map<String, Memory> memories = new ConcurrentHashMap<>();

    TaskControl(
            MigrationEngine engine,
            LoginSource logins,
            EventSink events,
            ReportStore reports,
            Alerting alerting,
            ControlSettings settings,
            Clock clock) {
        this.engine = engine;
        this.observer = new Observer(
                engine,
                settings.requesters(),
                settings.requireVerification() ? VerificationPolicy.Required : VerificationPolicy.Optional);
        this.logins = logins;
        this.events = events;
        this.reports = reports;
        this.alerting = alerting;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Looks at a task and does what is to be done.
     *
     * @param statuses where the task's status is written
     */
    Pass pass(MigrationTask task, StatusStore statuses) {
        var now = clock.instant();
        var memory = memories.computeIfAbsent(task.getMetadata().getUid(), unknown -> new Memory());
        var settled = reported(task, consider(task, observer.observe(task, now), memory));
        var alerted = alerting.decide(task, settled.seen(), settled.decision());
        var decision = alerted.decision();
        var considered = new Considered(settled.seen(), decision, settled.logins(), settled.readAfter());
        var kept = persist(task, considered, memory, now, statuses);
        if (kept != StatusWrites.Result.Kept) {
            return kept == StatusWrites.Result.Overtaken ? Pass.OVERTAKEN : refused(task, memory, now);
        }
        if (!decision.leftBehind().isEmpty()) {
            reports.leftBehind(task, decision.leftBehind());
        }
        try {
            act(task, considered, memory);
        } finally {
            // what the worker does next does not wait until everybody was told
            decision.events().forEach(event -> events.send(task, event, now));
        }
        alerting.act(task, settled.seen().status().alerts(), decision);
        return new Pass(decision.requeue(), decision.removeFinalizer(), alerted.lookAgain(), now);
    }

    /**
     * Says what was decided, and with which logins.
     *
     * @param logins for telling the engine; null where it need not or cannot be told
     * @param readAfter the refused login after which they were read; 0 for none
     */
    private record Considered(Observation seen, Decision decision, Logins logins, long readAfter) {}

    /** Decides; where that asks for logins which cannot be had, decides again in the knowledge of that. */
    private Considered consider(MigrationTask task, Observation seen, Memory memory) {
        if (memory.wantsLogins(seen.status())) {
            readAhead(task, memory);
        }
        var decision = StatusReducer.settle(seen);
        var refusal = Goals.refusal(seen.report());
        if (!(decision.directive() instanceof Directive.Pursue told) || !toBeTold(told, seen, memory, refusal)) {
            return new Considered(seen, decision, null, 0);
        }
        if (Goals.isUrgent(told) && memory.hasLoginsFor(task.getSpec(), refusal)) {
            return new Considered(seen, decision, memory.logins(), memory.readAfter());
        }
        try {
            return new Considered(seen, decision, logins.read(task), refusal);
        } catch (FailureException e) {
            var known = memory.logins();
            if (known != null && knownLoginsWillDo(told, seen)) {
                return new Considered(seen, decision, known, memory.readAfter());
            }
            var hindered = seen.withAccessProblem(FailureStatuses.of(e.failure(), null));
            return new Considered(hindered, StatusReducer.settle(hindered), null, 0);
        }
    }

    /**
     * A process that comes to know a task which holds something reads its logins once, though it need not tell anybody
     * anything: when the task's namespace is deleted, the Secrets are gone before what is held can be released.
     */
    private void readAhead(MigrationTask task, Memory memory) {
        try {
            memory.remember(logins.read(task));
        } catch (FailureException e) {
            memory.remember(null); // told once they are needed
        }
    }

    /** A switchover that ends has its report written before its status says so: after a crash both happen again. */
    private Considered reported(MigrationTask task, Considered considered) {
        var status = considered.decision().status();
        var before = considered.seen().status().forwardSwitchover();
        if (!SwitchoverView.justEnded(before, status.forwardSwitchover())) {
            return considered;
        }
        return reports.write(task, status)
                .map(name -> new Considered(
                        considered.seen(),
                        considered.decision().withReport(name),
                        considered.logins(),
                        considered.readAfter()))
                .orElse(considered);
    }

    /** Who releases with a login that is refused is told again and again, with what the Secret holds then. */
    private static boolean toBeTold(Directive.Pursue told, Observation seen, Memory memory, long refusal) {
        var releasing = seen.report() == null ? null : seen.report().activity();
        return !memory.wasTold(told, seen.generation(), seen.report(), refusal)
                || releasing instanceof WorkerState.ReleaseBlocked blocked
                        && blocked.failure().code() == FailureCode.LoginRefused;
    }

    /**
     * A worker that has its logins keeps them, and a task is stopped, and what it holds released, with the last known ones: a
     * deleted namespace takes the Secrets away before the tasks.
     */
    private static boolean knownLoginsWillDo(Directive.Pursue told, Observation seen) {
        var known = seen.report() != null && seen.report().epoch() == told.epoch();
        return known || !(told.wanted() instanceof Wanted.Run);
    }

    private StatusWrites.Result persist(
            MigrationTask task, Considered considered, Memory memory, Instant now, StatusStore statuses) {
        return memory.writes()
                .write(
                        task,
                        considered.seen().status(),
                        considered.decision().status(),
                        statuses,
                        now,
                        settings.progressInterval());
    }

    /** No condition can say it, so an event does; what was decided is not done, and is tried again later. */
    private Pass refused(MigrationTask task, Memory memory, Instant now) {
        var refusal = memory.writes().refusal();
        if (memory.isNews(refusal)) {
            events.send(task, RefusedStatus.event(refusal), now);
        }
        return new Pass(Requeue.Later, false, null, now);
    }

    private void act(MigrationTask task, Considered considered, Memory memory) {
        var id = Observer.id(task);
        var directive = considered.decision().directive();
        if (directive instanceof Directive.Forget) {
            engine.forget(id);
            if (considered.decision().removeFinalizer()) {
                memories.remove(id.uid());
                observer.forget(id);
            }
        } else if (directive instanceof Directive.Pursue told && considered.logins() != null) {
            var written = considered.decision().status();
            engine.pursue(Goals.goal(task, written, told, considered.logins(), considered.readAfter()));
            memory.tell(
                    told, considered.seen().generation(), task.getSpec(), considered.logins(), considered.readAfter());
        }
    }

    /** Reads the logins to a task's databases. */
    @FunctionalInterface
    interface LoginSource {
        /** @throws FailureException if the spec or a Secret lacks something */
        Logins read(MigrationTask task);
    }

    /** Takes events. */
    @FunctionalInterface
    interface EventSink {
        void send(MigrationTask task, TaskEvent event, Instant now);
    }
}
