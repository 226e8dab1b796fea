package dev.datamigration.engine.remote;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.LeadershipTerm;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.engine.Report;
import dev.datamigration.engine.TaskId;
import dev.datamigration.thread.OwnedThreads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
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

    private final Workplace workplace;
    private final RemoteSettings settings;
    private final ScheduledExecutorService executor;
    private final LeadershipTerm term;
    private final WorkerClient client;
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final Acquaintances acquaintances;
    private final List<Consumer<TaskId>> listeners = new CopyOnWriteArrayList<>();

    /** Where there is no election. */
    public WorkerEngine(Workplace workplace, RemoteSettings settings) {
        this(workplace, settings, LeadershipTerm.NONE);
    }

    @Inject
    public WorkerEngine(Workplace place, RemoteSettings settings, LeadershipTerm term) {
        this.workplace = new LeadersWorkplace(place, term);
        this.term = term;
        this.client = new WorkerClient(term);
        this.settings = settings;
        this.acquaintances = new Acquaintances(workplace);
        this.executor = OwnedThreads.scheduled(
                "workers", THREADS, error -> LOG.error("Unexpected error while looking after a worker", error));
    }

    @Override
    public void pursue(Goal goal) {
        links.computeIfAbsent(goal.task().uid(), unknown -> link(goal.task())).pursue(goal);
    }

    /** Looks for a worker that is there from before, once for each namespace. */
    @Override
    public Optional<Report> report(TaskId task) {
        var link = links.get(task.uid());
        if (link == null && acquaintances.includes(task)) {
            link = links.computeIfAbsent(task.uid(), unknown -> takeUp(task));
        }
        return link == null ? Optional.empty() : link.report();
    }

    private Link takeUp(TaskId task) {
        var found = workplace.find(task);
        if (found.isEmpty()) {
            workplace.remove(task);
            acquaintances.forget(task);
            return null;
        }
        var link = link(task);
        link.takeUp(found.get(), FIRST_WORD);
        return link;
    }

    private Link link(TaskId task) {
        return new Link(task, workplace, client, term, executor, settings, this::changed);
    }

    @Override
    public void forget(TaskId task) {
        var link = links.get(task.uid());
        if (link != null) {
            link.close();
        }
        if (link != null || acquaintances.includes(task)) {
            workplace.remove(task);
            acquaintances.forget(task);
        }
        links.remove(task.uid());
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
        links.values().forEach(Link::close);
        executor.shutdownNow();
    }
}
