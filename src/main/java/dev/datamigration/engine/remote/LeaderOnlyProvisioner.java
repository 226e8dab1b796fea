package dev.datamigration.engine.remote;

import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.LeadershipTerm;
import dev.datamigration.engine.TaskId;
import java.util.Optional;
import java.util.Set;

/**
 * A workplace in which only the leader changes anything. A leader that was paused finds its workers silent for long, and
 * would replace or remove what its successor works with.
 */
final class LeaderOnlyProvisioner implements WorkerProvisioner {
    private final WorkerProvisioner place;
    private final LeadershipTerm term;

    LeaderOnlyProvisioner(WorkerProvisioner place, LeadershipTerm term) {
        this.place = place;
        this.term = term;
    }

    @Override
    public Set<String> tasks(String namespace) {
        return place.tasks(namespace);
    }

    @Override
    public Optional<Found> find(TaskId task) {
        return place.find(task);
    }

    @Override
    public WorkerAddress start(TaskId task, long epoch, EngineSettings settings, int workers) {
        term.assure();
        return place.start(task, epoch, settings, workers);
    }

    @Override
    public void resize(TaskId task, int workers) {
        term.assure();
        place.resize(task, workers);
    }

    @Override
    public String diagnosis(TaskId task) {
        return place.diagnosis(task);
    }

    @Override
    public boolean isDown(TaskId task, boolean ran) {
        return place.isDown(task, ran);
    }

    @Override
    public void replace(TaskId task) {
        term.assure();
        place.replace(task);
    }

    @Override
    public void remove(TaskId task) {
        term.assure();
        place.remove(task);
    }
}
