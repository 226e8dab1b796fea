package dev.datamigration.lifecycle;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.WorkerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A task to which everything happens that can, in any order, as far as the API server would let it. */
final class RandomTask {
    private static final int PATIENCE = 60;

    /** Steps at the beginning of some lives, in which they come as far as they go by themselves. */
    private static final int UNDISTURBED = 12;

    /** Where what was never started, or is over, needs no stopping. */
    private static final Set<TaskState> STOPPED =
            EnumSet.of(TaskState.Stopped, TaskState.Completed, TaskState.NotStarted);

    private final Random random;
    private final Given task;
    private final RandomWorker worker;
    private final List<MigrationTaskStatus> past = new ArrayList<>();
    final List<String> history = new ArrayList<>();
    private long resumeNonce;
    private long runNonce;
    private boolean removeFinalizer;

    RandomTask(Random random) {
        this.random = random;
        this.worker = new RandomWorker(random);
        this.task = random.nextInt(10) == 0 ? Given.empty() : Given.configured();
        if (task.observation().configured() && random.nextInt(3) == 0) {
            task.types("Schema", "Full", "Incremental", "FullVerification", "ReverseIncrement");
        } else if (task.observation().configured() && random.nextInt(4) == 0) {
            task.types("Full");
        }
        if (task.observation().configured() && random.nextInt(3) == 0) {
            want(DesiredState.Running);
            for (var i = 0; i < UNDISTURBED; i++) {
                pass();
                worker.obey();
            }
        }
    }

    MigrationTaskStatus status() {
        return task.status;
    }

    Set<TaskState> visited() {
        return past.stream()
                .map(MigrationTaskStatus::state)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    boolean isGone() {
        return removeFinalizer;
    }

    boolean isBeingDeleted() {
        return task.deletedAt != null;
    }

    void something() {
        switch (random.nextInt(10)) {
            case 0, 1 -> edit();
            case 2 -> outside();
            case 3, 4, 5, 6 -> does("worker moves", worker::move);
            default -> does("worker obeys", worker::obey);
        }
        pass();
    }

    private void does(String what, Runnable work) {
        history.add(what);
        work.run();
    }

    private void edit() {
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> want(any(DesiredState.values()));
            case 3 -> with("{\"resumeNonce\": " + ++resumeNonce + "}");
            case 4 ->
                with("{\"fullVerification\": {\"skip\": " + random.nextBoolean() + ", \"runNonce\": "
                        + (random.nextBoolean() ? ++runNonce : runNonce) + "}}");
            case 5 ->
                with("{\"forwardSwitchover\": {\"entered\": " + random.nextBoolean() + ", \"round\": "
                        + (1 + random.nextInt(3)) + "}}");
            case 6 -> decide();
            case 7 -> select();
            default ->
                with("{\"forwardSwitchover\": {\"autoConfirm\": [" + (random.nextBoolean() ? "" : confirmable())
                        + "]}}");
        }
    }

    private static String confirmable() {
        return "\"StartForwardSwitchover\", \"ConfirmSourceWritesStopped\", \"ProcessDatabaseObjects\","
                + " \"StartReverseIncrement\"";
    }

    /** The rules of the CRD. */
    private void want(DesiredState state) {
        var now = task.observation().spec().desiredState();
        var refused = now == DesiredState.Ended
                || state == DesiredState.NotStarted && now != DesiredState.NotStarted
                || state != DesiredState.Ended && !task.observation().configured();
        if (!refused) {
            with("{\"desiredState\": \"" + state + "\"}");
        }
    }

    /** The rules of the CRD. */
    private void select() {
        var state = task.status.state();
        var phase = task.status.phase();
        var free = phase == null || phase == Phase.Precheck;
        var modifiable = EnumSet.of(TaskState.Running, TaskState.Modifying, TaskState.Integrating, TaskState.Stopped)
                        .contains(state)
                && phase != null
                && phase.compareTo(Phase.ForwardSwitchover) < 0
                && task.status.objects() != null
                && task.observation().plan().has(Phase.IncrementalSync);
        if (task.observation().configured() && (free || modifiable)) {
            with("{\"objects\": {\"include\": [\"public.*\"%s]}}"
                    .formatted(any(new String[] {"", ", \"a.*\"", ", \"b.*\""})));
        }
    }

    private void decide() {
        var awaited = task.status.awaiting();
        var step = awaited == null || random.nextInt(3) == 0 ? any(SwitchoverStep.values()) : awaited.step();
        var attempt = awaited == null || random.nextInt(3) == 0 ? 1 + random.nextInt(3) : awaited.attempt();
        with(
                "{\"forwardSwitchover\": {\"decision\": {\"step\": \"%s\", \"attempt\": %d, \"action\": \"%s\", \"acknowledge\": %s}}}"
                        .formatted(step, attempt, any(StepAction.values()), random.nextBoolean()));
    }

    private void with(String fields) {
        history.add(fields);
        task.with(fields);
    }

    private void outside() {
        switch (random.nextInt(6)) {
            case 0 -> does("operator restarts", worker::die);
            case 1 -> does("clock steps", () -> task.later(Duration.ofMinutes(random.nextInt(120) - 30)));
            case 2 ->
                does(
                        "logins " + (task.accessProblem == null ? "vanish" : "are back"),
                        () -> task.accessProblem = task.accessProblem == null ? Given.SECRET_MISSING : null);
            case 3 -> {
                if (random.nextInt(6) == 0 && task.deletedAt == null) {
                    does("deleted", task::deleted);
                }
            }
            case 4 -> {
                if (!past.isEmpty() && random.nextInt(3) == 0) {
                    does("etcd is restored", () -> task.status = past.get(random.nextInt(past.size())));
                }
            }
            default -> staleLeader();
        }
    }

    /** It looks at what it saw last, and its write is refused: nothing may come of it, but no exception either. */
    private void staleLeader() {
        if (past.isEmpty()) {
            return;
        }
        history.add("a former leader looks");
        var now = task.status;
        task.status = past.get(random.nextInt(past.size()));
        task.worker = worker.report;
        StatusReducer.settle(task.observation());
        task.status = now;
    }

    private void pass() {
        if (removeFinalizer) {
            return;
        }
        task.worker = worker.report;
        var before = task.observation();
        var decision = task.pass();
        history.add("  " + describe(before.workerState().orElse(null)) + " -> " + task.status.state() + " "
                + task.status.phase() + " epoch " + task.status.epoch() + " " + decision.directive());
        Invariants.hold(before, decision);
        if (random.nextInt(8) == 0) {
            DictatedEditsHold.on(task);
        }
        past.add(task.status);
        worker.take(decision.directive());
        removeFinalizer = decision.removeFinalizer();
        if (worker.report == before.report()) {
            Invariants.settles(task);
        }
    }

    private static String describe(WorkerState workerState) {
        return workerState == null ? "no worker" : workerState.getClass().getSimpleName();
    }

    /** Nothing stands in the way any more, and the worker does what it is told. */
    private void calm() {
        task.accessProblem = null;
        worker.die();
    }

    boolean canBeEnded() {
        calm();
        want(DesiredState.Ended);
        return comes(() -> removeFinalizer || task.status.state() == TaskState.Ended);
    }

    boolean canBeDeleted() {
        calm();
        if (task.deletedAt == null) {
            task.deleted();
        }
        return comes(() -> removeFinalizer);
    }

    /** Though no server answers any more. */
    boolean canBeDeletedWithoutServers() {
        task.accessProblem = Given.SECRET_MISSING;
        worker.die();
        if (task.deletedAt == null) {
            task.deleted();
        }
        task.later(Duration.ofDays(1));
        return comes(() -> removeFinalizer);
    }

    boolean canRunAgain() {
        calm();
        want(DesiredState.Running);
        with("{\"resumeNonce\": " + ++resumeNonce + "}");
        return comes(() -> task.status.state() == TaskState.Running || task.status.state() == TaskState.Completed);
    }

    boolean canBeStopped() {
        calm();
        want(DesiredState.Stopped);
        return comes(() -> STOPPED.contains(task.status.state()));
    }

    private boolean comes(BooleanSupplier wanted) {
        for (var i = 0; i < PATIENCE && !wanted.getAsBoolean(); i++) {
            pass();
            worker.obey();
        }
        return wanted.getAsBoolean();
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
