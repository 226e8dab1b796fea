package dev.datamigration.engine.remote;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.LeadershipTerm;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.thread.OwnedThreads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Has each task moved by a worker process of its own. Forgets what it knows when its process dies, and finds the workers
 * again; they go on meanwhile.
 */
@Singleton
@Typed(WorkerEngine.class)
public class WorkerEngine implements MigrationEngine {
    private static final Logger LOG = Logger.getLogger(WorkerEngine.class);
    private static final Duration FIRST_WORD = Duration.ofSeconds(3);
    private static final int THREADS = 4;

    private final WorkerProvisioner provisioner;
    private final ScheduledExecutorService executor;
    private final WorkerSurroundings surroundings;
    private final Map<String, WorkerConnection> connections = new ConcurrentHashMap<>();
    private final KnownWorkers acquaintances;
    private final List<Consumer<TaskId>> listeners = new CopyOnWriteArrayList<>();

    /** For an operator with which there is no election. */
    public WorkerEngine(WorkerProvisioner provisioner, RemoteSettings settings) {
        this(provisioner, settings, LeadershipTerm.NONE);
    }

    @Inject
    public WorkerEngine(WorkerProvisioner place, RemoteSettings settings, LeadershipTerm term) {
        this.provisioner = new LeaderOnlyProvisioner(place, term);
        this.acquaintances = new KnownWorkers(provisioner);
        this.executor = OwnedThreads.scheduled(
                "workers", THREADS, error -> LOG.error("Unexpected error while looking after a worker", error));
        this.surroundings = new WorkerSurroundings(
                provisioner,
                new WorkerClient(term),
                term,
                (pause, what) -> executor.schedule(what, pause.toMillis(), TimeUnit.MILLISECONDS),
                InstantSource.system(),
                settings,
                this::changed);
    }

    @Override
    public void pursue(Goal goal) {
        connections
                .computeIfAbsent(goal.task().uid(), unknown -> connection(goal.task()))
                .pursue(goal);
    }

    /** Looks for a worker that is there from before, once for each namespace. */
    @Override
    public Optional<Report> report(TaskId task) {
        var connection = connections.get(task.uid());
        if (connection == null && acquaintances.includes(task)) {
            connection = connections.computeIfAbsent(task.uid(), unknown -> takeUp(task));
        }
        return connection == null ? Optional.empty() : connection.report();
    }

    private WorkerConnection takeUp(TaskId task) {
        var found = provisioner.find(task);
        if (found.isEmpty()) {
            provisioner.remove(task);
            acquaintances.forget(task);
            return null;
        }
        var connection = connection(task);
        connection.takeUp(found.get(), FIRST_WORD);
        return connection;
    }

    private WorkerConnection connection(TaskId task) {
        return new WorkerConnection(task, surroundings);
    }

    @Override
    public void forget(TaskId task) {
        var connection = connections.get(task.uid());
        if (connection != null) {
            connection.close();
        }
        if (connection != null || acquaintances.includes(task)) {
            provisioner.remove(task);
            acquaintances.forget(task);
        }
        connections.remove(task.uid());
    }

    @Override
    public void onChange(Consumer<TaskId> listener) {
        listeners.add(listener);
    }

    private void changed(TaskId task) {
        listeners.forEach(listener -> listener.accept(task));
    }

    /** Leaves the workers at their work. */
    @Override
    @PreDestroy
    public void close() {
        connections.values().forEach(WorkerConnection::close);
        executor.shutdownNow();
    }
}
