package dev.datamigration.lifecycle.model;

import static dev.datamigration.api.TaskState.Completed;
import static dev.datamigration.api.TaskState.Ended;
import static dev.datamigration.api.TaskState.Ending;
import static dev.datamigration.api.TaskState.Failed;
import static dev.datamigration.api.TaskState.Integrating;
import static dev.datamigration.api.TaskState.Modifying;
import static dev.datamigration.api.TaskState.NotConfigured;
import static dev.datamigration.api.TaskState.NotStarted;
import static dev.datamigration.api.TaskState.Running;
import static dev.datamigration.api.TaskState.Stopped;

import dev.datamigration.api.TaskState;
import java.util.List;

/** Every move between the ten statuses. What is not listed here cannot happen: {@link #check} throws. */
public final class Transitions {
    public static final List<Transition> TABLE = List.of(
            new Transition(NotConfigured, NotStarted, "source, target and objects set"),
            new Transition(NotConfigured, Running, "start"),
            new Transition(NotConfigured, Failed, "cannot start"),
            new Transition(NotConfigured, Ending, "end"),
            new Transition(NotConfigured, Ended, "end, nothing held"),
            new Transition(NotStarted, NotConfigured, "source, target or objects removed"),
            new Transition(NotStarted, Running, "start"),
            new Transition(NotStarted, Failed, "cannot start"),
            new Transition(NotStarted, Ending, "end"),
            new Transition(NotStarted, Ended, "end, nothing held"),
            new Transition(Running, Stopped, "stop, confirmed"),
            new Transition(Running, Failed, "error"),
            new Transition(Running, Completed, "all data moved"),
            new Transition(Running, Modifying, "objects added or removed"),
            new Transition(Running, Ending, "end"),
            new Transition(Modifying, Integrating, "added objects migrated"),
            new Transition(Modifying, Running, "objects as wanted; or failed, or withdrawn"),
            new Transition(Modifying, Stopped, "stop, confirmed"),
            new Transition(Modifying, Failed, "error"),
            new Transition(Modifying, Ending, "end"),
            new Transition(Integrating, Running, "objects as wanted; or failed"),
            new Transition(Integrating, Modifying, "not merged before the worker was replaced"),
            new Transition(Integrating, Stopped, "stop, confirmed"),
            new Transition(Integrating, Failed, "error"),
            new Transition(Integrating, Ending, "end"),
            new Transition(Stopped, Running, "resume"),
            new Transition(Stopped, Failed, "cannot resume"),
            new Transition(Stopped, Ending, "end"),
            new Transition(Stopped, Ended, "end, nothing held"),
            new Transition(Failed, Running, "resume"),
            new Transition(Failed, Stopped, "stop"),
            new Transition(Failed, Ending, "end"),
            new Transition(Failed, Ended, "end, nothing held"),
            new Transition(Completed, Ending, "end"),
            new Transition(Ending, Ended, "released"));

    private Transitions() {}

    /** Returns whether a task in {@code from} may next be in {@code to}. Staying is always allowed. */
    public static boolean allowed(TaskState from, TaskState to) {
        return from == to || TABLE.stream().anyMatch(move -> move.from() == from && move.to() == to);
    }

    /** @throws IllegalStateException if the table does not list the move */
    public static void check(TaskState from, TaskState to) {
        if (!allowed(from, to)) {
            throw new IllegalStateException("a task cannot go from " + from + " to " + to);
        }
    }
}
