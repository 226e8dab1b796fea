package dev.datamigration.engine.local;

import dev.datamigration.engine.Goal;
import dev.datamigration.lifecycle.modification.ModificationGoal;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.transfer.help.HelperPool;
import dev.datamigration.transfer.release.Release;
import dev.datamigration.transfer.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * A worker's surroundings in virtual time: its thread is the test's own, its waits take no time, and what it does on the servers is
 * written down. What others do meanwhile is said beforehand, by the moment or by the operation during which it happens.
 */
final class VirtualWorker {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> log = new ArrayList<>();
    private final Map<String, Deque<Runnable>> meanwhile = new HashMap<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
    private final WorkerEnvironment environment =
            new WorkerEnvironment(HelperPool.NONE, task -> note("changed"), new Operations(), new Clock(), this::start);
    private Duration passed = Duration.ZERO;
    private Runnable thread;
    private Run run;
    private ProgressBoard progressBoard;
    private Runnable onFailure;
    private RuntimeException backgroundFailure;
    private Release.Outcome outcome = new Release.Outcome(null, List.of());

    private record Event(Duration at, Runnable what) {}

    /** Nothing will ever happen to what the worker waits for. */
    private static final class WaitsForEver extends Error {
        private static final long serialVersionUID = 1L;
    }

    TaskWorker worker(Goal first) {
        return worker(first, null);
    }

    TaskWorker worker(Goal first, TaskWorker predecessor) {
        return new TaskWorker(first, predecessor, environment);
    }

    /** Something happens while the worker waits, so long after the beginning. */
    void at(Duration moment, Runnable what) {
        events.add(new Event(moment, what));
    }

    /** Something happens during the next such operation that has nothing to happen yet; it may throw, as the operation would. */
    void during(String operation, Runnable what) {
        meanwhile.computeIfAbsent(operation, none -> new ArrayDeque<>()).add(what);
    }

    /** What a release comes to from now on. */
    void releases(Release.Outcome newer) {
        outcome = newer;
    }

    /** What runs beside the phases has failed. */
    void failInBackground(RuntimeException error) {
        backgroundFailure = error;
        run.scope().cancel();
        onFailure.run();
    }

    /** The board of the run that was begun last. */
    ProgressBoard progressBoard() {
        return progressBoard;
    }

    /** The plan that the run has. */
    MigrationPlan plan() {
        return run.plan();
    }

    Duration passed() {
        return passed;
    }

    /** Has the worker's thread go on until nothing more happens. Returns whether it is there still, and waits. */
    boolean goOn() {
        var work = thread;
        thread = null;
        if (work == null) {
            return false;
        }
        try {
            work.run();
            return false;
        } catch (WaitsForEver e) {
            thread = work;
            return true;
        }
    }

    /** What was done since it was asked last. */
    List<String> log() {
        var since = List.copyOf(log);
        log.clear();
        return since;
    }

    /** As {@link #log}, without what was told of changes. */
    List<String> operations() {
        return log().stream().filter(line -> !line.equals("changed")).toList();
    }

    private void note(String line) {
        log.add(line);
    }

    private void operate(String operation) {
        note(operation);
        var happens = meanwhile.getOrDefault(operation, new ArrayDeque<>()).poll();
        if (happens != null) {
            happens.run();
        }
    }

    private Thread start(String name, Runnable work, Consumer<Throwable> owner) {
        thread = work;
        return new Thread(work, name); // which nobody starts
    }

    private final class Clock implements WorkerClock {
        @Override
        public Instant instant() {
            return BEGIN.plus(passed);
        }

        @Override
        public long nanos() {
            return passed.toNanos();
        }

        @Override
        public double chance() {
            return 1;
        }

        @Override
        public void await(Object monitor, long millis) {
            if (!Thread.holdsLock(monitor)) {
                throw new IllegalMonitorStateException();
            }
            var end = passed.plusMillis(millis);
            var event = events.peek();
            if (event != null && (millis == 0 || event.at().compareTo(end) <= 0)) {
                events.remove();
                passed = event.at().compareTo(passed) > 0 ? event.at() : passed;
                event.what().run();
            } else if (millis > 0) {
                note("waited " + millis);
                passed = end;
            } else {
                throw new WaitsForEver();
            }
        }
    }

    private final class Operations implements TaskOperations {
        @Override
        public RunningPhases begin(Run begun, ProgressBoard board, Runnable failed, Runnable changed) {
            run = begun;
            progressBoard = board;
            onFailure = failed;
            backgroundFailure = null;
            note("begin");
            return new Phases(begun);
        }

        @Override
        public void quiesce(Run quiesced) {
            operate("quiesce");
        }

        @Override
        public Release.Outcome release(Run released) {
            operate("release");
            return outcome;
        }

        @Override
        public Release.Outcome releaseOrphans(Run released) {
            operate("release orphans");
            return outcome;
        }
    }

    private final class Phases implements RunningPhases {
        private final Run of;
        private PhaseItem done;

        private Phases(Run of) {
            this.of = of;
        }

        @Override
        public void update(MigrationPlan plan) {
            of.update(plan);
            note("update");
        }

        @Override
        public void modify(ModificationGoal goal) {
            if (goal.work() != null) {
                note("modify " + goal.work().number());
            }
        }

        @Override
        public PhaseItem done() {
            return done;
        }

        @Override
        public boolean hasFailed() {
            return backgroundFailure != null;
        }

        @Override
        public void throwBackgroundFailure() {
            if (backgroundFailure != null) {
                throw backgroundFailure;
            }
        }

        @Override
        public void perform(PhaseItem item) {
            operate(
                    item.switchover() == null
                            ? item.phase().name()
                            : item.switchover().toString());
            if (of.scope().isCancelled()) {
                note("broken off");
                throw new CancellationException("the run was cancelled");
            }
            done = item;
        }

        @Override
        public void close() {
            of.scope().cancel();
            operate("close");
        }
    }
}
