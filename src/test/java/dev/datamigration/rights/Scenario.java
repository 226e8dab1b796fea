package dev.datamigration.rights;

import dev.datamigration.api.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Everything that the operator does with the API server, in the life of one task moved by a worker pod. */
final class Scenario {
    private final Deeds deeds;
    private final Sights sights;

    private record Step(String name, Runnable deed, BooleanSupplier reached) {}

    Scenario(Deeds deeds, Sights sights) {
        this.deeds = deeds;
        this.sights = sights;
    }

    private List<Step> steps() {
        return List.of(
                new Step("the operator leads and is ready", () -> {}, sights::operatorLeads),
                new Step("a batch operation starts the task", deeds::start, () -> sights.state() == TaskState.Running),
                new Step("an event tells of it", () -> {}, sights::event),
                new Step("the batch operation is deleted once its time is up", () -> {}, () -> sights.gone("start")),
                new Step("a worker moves the data and verifies it", () -> {}, sights::verified),
                new Step("tasks that change all the time are edited", deeds::editBusyTasks, () -> sights.gone("busy")),
                new Step("another operator leads", deeds::killOperator, sights::operatorLeads),
                new Step("it goes on with the worker", deeds::enter, sights::awaits),
                new Step("the report of an aborted switchover is written", deeds::abort, sights::report),
                new Step("a lost worker is told of in the words of its pod", deeds::loseWorker, sights::diagnosis),
                new Step("its pod is replaced", () -> {}, () -> sights.epoch() == 2 && sights.verified()),
                new Step("nothing is left of the worker of a stopped task", deeds::stop, sights::noWorker),
                new Step("a deleted task is let go", deeds::delete, sights::noTask));
    }

    /**
     * The first step that was not reached in that time, or before there was no hope any more; empty where all were.
     *
     * @param hopeless asked often
     */
    Optional<String> play(Duration patience, BooleanSupplier hopeless) {
        for (var step : steps()) {
            step.deed().run();
            if (!reached(step, patience, hopeless)) {
                return Optional.of(step.name());
            }
        }
        return Optional.empty();
    }

    private static boolean reached(Step step, Duration patience, BooleanSupplier hopeless) {
        try {
            Awaitility.await(step.name())
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> step.reached().getAsBoolean() || hopeless.getAsBoolean());
        } catch (ConditionTimeoutException e) {
            return false;
        }
        return step.reached().getAsBoolean();
    }
}
