package dev.datamigration.faults;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.faults.fault.Fault;
import dev.datamigration.faults.scene.Scene;
import dev.datamigration.faults.truth.Outages;
import dev.datamigration.faults.truth.StatusJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Injects the faults of a plan at their stages, and heals each when its time is over. Faults of different parts overlap. */
final class Injector {
    private static final Duration PERIOD = Duration.ofMillis(20);

    private final Scene scene;
    private final StatusJournal statuses;
    private final Outages outages;
    private final RunLog log;
    private final List<Fault> injected = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private final ScheduledExecutorService healers = Executors.newScheduledThreadPool(4, Injector::daemon);
    private final Thread thread;
    private volatile boolean over;

    Injector(List<PlacedFault> faults, Scene scene, StatusJournal statuses, Outages outages, RunLog log) {
        this.scene = scene;
        this.statuses = statuses;
        this.outages = outages;
        this.log = log;
        this.thread = daemon(() -> faults.forEach(this::play));
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "faults");
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        thread.start();
    }

    private void play(PlacedFault placed) {
        while (!placed.stage().reached(statuses.latest())
                || !take(placed.fault().resource())) {
            if (over) {
                log.tell("not reached: " + placed);
                return;
            }
            LockSupport.parkNanos(PERIOD.toNanos());
        }
        healers.schedule(() -> inject(placed), placed.delay().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void inject(PlacedFault placed) {
        var fault = placed.fault();
        try {
            var status = statuses.latest();
            log.tell("inject " + placed + "; the task is " + status.state() + " " + status.phase() + ": "
                    + status.message());
            if (fault.silencesOperators()) {
                outages.begin();
            }
            fault.inject(scene);
            synchronized (this) {
                injected.add(fault);
            }
        } catch (RuntimeException e) {
            log.finding("could not inject " + placed + ": " + e);
        }
        healers.schedule(() -> heal(fault), placed.hold().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void heal(Fault fault) {
        try {
            fault.heal(scene);
            log.tell("healed " + fault.name());
        } catch (RuntimeException e) {
            log.finding("could not heal " + fault.name() + ": " + e);
        }
        if (fault.silencesOperators()) {
            endOutage();
        }
        synchronized (this) {
            broken.remove(fault.resource());
        }
    }

    private void endOutage() {
        if (scene.operators().isAnyReady()) {
            outages.end();
        } else {
            healers.schedule(this::endOutage, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized boolean take(String resource) {
        return broken.add(resource);
    }

    /** Whether every fault that came is healed, and none is about to come. */
    synchronized boolean isQuiet() {
        return broken.isEmpty();
    }

    /** Whether every fault of the plan has come, and is healed. */
    boolean isOver() {
        return !thread.isAlive() && isQuiet();
    }

    /** Whether a fault was injected after which such a failure is the right end of the task. */
    synchronized boolean isFinal(FailureStatus failure) {
        return injected.stream()
                .anyMatch(fault -> fault.mustBeNoticed() && fault.mayFailWith().contains(failure.code()));
    }

    /** Faults that the task must not go on with, and has not failed for. */
    synchronized boolean hasFinal() {
        return injected.stream().anyMatch(Fault::mustBeNoticed);
    }

    /** No further fault is to come; those that are there heal in their time. */
    void end() {
        over = true;
    }

    synchronized List<Fault> injected() {
        return List.copyOf(injected);
    }

    void close() {
        end();
        healers.shutdown();
    }
}
