package dev.datamigration.engine.remote;

import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.LeadershipTerm;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.wire.Certificates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A worker's pod in virtual time: what it answers is said by the test, and nothing happens but by {@link #pass}. A question is
 * answered within no time, but for one that waits for something newer, which takes as long as it may.
 */
final class VirtualWorkerPod implements WorkerCalls, WorkerProvisioner {
    static final WorkerAddress ADDRESS = new WorkerAddress(
            "dm-move-0.dm-move.shop.svc",
            8443,
            "token",
            Certificates.parse(WorkerIdentity.create("*.dm-move.shop.svc").certificate()));

    private final List<String> log = new ArrayList<>();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));
    private Duration passed = Duration.ZERO;
    private long numbers;
    private Supplier<WorkerResponse> reports = () -> new WorkerResponse.Silent("nobody listens");
    private Supplier<WorkerResponse> deliveries = reports;

    private record Due(Duration at, long number, Runnable what) {}

    WorkerConnection connection(TaskId task) {
        return new WorkerConnection(
                task,
                new WorkerSurroundings(
                        this,
                        this,
                        LeadershipTerm.NONE,
                        this::after,
                        () -> Instant.EPOCH.plus(passed),
                        new GivenSettings(),
                        changed -> log.add("changed")));
    }

    /** From now on this is what the pod says of the task, and to a goal. */
    void answers(WorkerResponse toQuestions, WorkerResponse toGoals) {
        reports = () -> toQuestions;
        deliveries = () -> toGoals;
    }

    /** Lets so much time pass, with all that becomes due in it. */
    void pass(Duration time) {
        var end = passed.plus(time);
        while (!due.isEmpty() && due.peek().at().compareTo(end) <= 0) {
            var next = due.poll();
            passed = next.at();
            next.what().run();
        }
        passed = end;
    }

    /** What was done to the pod, told to it and told of it since this was asked last. */
    List<String> log() {
        var since = List.copyOf(log);
        log.clear();
        return since;
    }

    private void after(Duration pause, Runnable what) {
        due.add(new Due(passed.plus(pause), numbers++, what));
    }

    @Override
    public CompletableFuture<WorkerResponse> deliver(WorkerAddress worker, String process, Goal goal) {
        log.add("goal of epoch " + goal.epoch() + " for " + process);
        return CompletableFuture.completedFuture(deliveries.get());
    }

    @Override
    public CompletableFuture<WorkerResponse> report(WorkerAddress worker, long after, Duration wait) {
        var answer = new CompletableFuture<WorkerResponse>();
        after(wait, () -> answer.complete(reports.get()));
        return answer;
    }

    @Override
    public void forget(WorkerAddress worker) {
        log.add("forgotten");
    }

    @Override
    public Set<String> tasks(String namespace) {
        return Set.of();
    }

    @Override
    public Optional<Found> find(TaskId task) {
        return Optional.of(new Found(1, ADDRESS, 1));
    }

    @Override
    public WorkerAddress start(TaskId task, long epoch, EngineSettings settings, int workers) {
        log.add("started for epoch " + epoch + " with " + workers);
        return ADDRESS;
    }

    @Override
    public void resize(TaskId task, int workers) {
        log.add("resized to " + workers);
    }

    @Override
    public boolean isDown(TaskId task, boolean ran) {
        return false;
    }

    @Override
    public String diagnosis(TaskId task) {
        return "its pod is Running";
    }

    @Override
    public void replace(TaskId task) {
        log.add("replaced");
    }

    @Override
    public void remove(TaskId task) {
        log.add("removed");
    }
}
