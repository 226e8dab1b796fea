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
import java.util.Set;
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
    /** The tasks that had a worker when this process first looked into their namespace: one question for each. */
    private final Map<String, Set<String>> knownByNamespace = new ConcurrentHashMap<>();

    private final List<Consumer<TaskId>> listeners = new CopyOnWriteArrayList<>();

    /** For an operator with which there is no election. */
    public WorkerEngine(WorkerProvisioner provisioner, RemoteSettings settings) {
        this(provisioner, settings, LeadershipTerm.NONE);
    }

    @Inject
    public WorkerEngine(WorkerProvisioner place, RemoteSettings settings, LeadershipTerm term) {
        this.provisioner = new LeaderOnlyProvisioner(place, term);
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
        if (connection == null && known(task).contains(task.uid())) {
            connection = connections.computeIfAbsent(task.uid(), unknown -> takeUp(task));
        }
        return connection == null ? Optional.empty() : connection.report();
    }

    private Set<String> known(TaskId task) {
        return knownByNamespace.computeIfAbsent(task.namespace(), unknown -> {
            Set<String> found = ConcurrentHashMap.newKeySet();
            found.addAll(provisioner.tasks(task.namespace()));
            return found;
        });
    }

    private WorkerConnection takeUp(TaskId task) {
        var found = provisioner.find(task);
        if (found.isEmpty()) {
            provisioner.remove(task);
            known(task).remove(task.uid());
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
        if (connection != null || known(task).contains(task.uid())) {
            provisioner.remove(task);
            known(task).remove(task.uid());
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
