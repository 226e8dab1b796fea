package dev.datamigration.engine.local;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.transfer.help.HelperPool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Runs tasks in this JVM, a {@link TaskWorker} each. */
@Singleton
@Typed(LocalEngine.class)
public class LocalEngine implements MigrationEngine {
    private final Map<String, TaskWorker> workers = new ConcurrentHashMap<>();
    private final List<Consumer<TaskId>> listeners = new CopyOnWriteArrayList<>();
    private final WorkerEnvironment environment;

    @Inject
    public LocalEngine(HelperPool helperPool) {
        this.environment = new WorkerEnvironment(helperPool, this::changed);
    }

    /** Without helpers. */
    public LocalEngine() {
        this(HelperPool.NONE);
    }

    @Override
    public void pursue(Goal goal) {
        workers.compute(goal.task().uid(), (uid, worker) -> {
            if (worker == null) {
                return new TaskWorker(goal, null, environment);
            }
            if (goal.epoch() > worker.epoch()) {
                worker.abandon();
                return new TaskWorker(goal, worker, environment);
            }
            if (goal.epoch() == worker.epoch()) {
                worker.pursue(goal);
            }
            return worker;
        });
    }

    @Override
    public Optional<Report> report(TaskId task) {
        return Optional.ofNullable(workers.get(task.uid())).map(TaskWorker::report);
    }

    @Override
    public void forget(TaskId task) {
        var worker = workers.remove(task.uid());
        if (worker != null) {
            worker.abandon();
        }
    }

    @Override
    public void onChange(Consumer<TaskId> listener) {
        listeners.add(listener);
    }

    private void changed(TaskId task) {
        listeners.forEach(listener -> listener.accept(task));
    }

    /** Cuts every connection; nothing is lost, since whatever was not committed is done again by the next worker. */
    @Override
    @PreDestroy
    public void close() {
        workers.values().forEach(TaskWorker::abandon);
        workers.values().forEach(TaskWorker::awaitEnd);
        workers.clear();
    }
}
