package dev.datamigration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.TaskState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Random lives of tasks: edits, reports in any order, late, twice or never, deletions, restarts, former leaders, steps of the
 * clock, a restored etcd. Nothing throws, every status holds what {@link Invariants} says, and every state can be left.
 *
 * <p>{@code -Dlifecycle.seed=…} repeats a run, {@code -Dlifecycle.lives=…} has more or fewer of them.
 */
class LifecyclePropertyTest {
    private static final Logger LOG = Logger.getLogger(LifecyclePropertyTest.class);
    private static final int EVENTS = 40;
    private static final int LIVES = Integer.getInteger("lifecycle.lives", 1000);
    private static final long SEED = Long.getLong("lifecycle.seed", System.nanoTime());

    private final Map<TaskState, Integer> reached = new EnumMap<>(TaskState.class);

    @Test
    void everyLifeIsLegalAndEveryStateCanBeLeft() {
        // few lives come as far as to integrate, so that some more may have to be lived
        for (var life = 0; life < LIVES || !visited.contains(TaskState.Integrating) && life < 10 * LIVES; life++) {
            live(SEED + life);
        }
        LOG.infof("%d lives from -Dlifecycle.seed=%d ended in %s", LIVES, SEED, reached);
        assertThat(reached.keySet())
                .as("states that lives end in")
                .contains(
                        TaskState.NotStarted,
                        TaskState.Running,
                        TaskState.Stopped,
                        TaskState.Failed,
                        TaskState.Completed,
                        TaskState.Ending,
                        TaskState.Ended);
        assertThat(visited).as("states on the way").contains(TaskState.Modifying, TaskState.Integrating);
    }

    private final Set<TaskState> visited = EnumSet.noneOf(TaskState.class);

    private void live(long seed) {
        var task = begun(seed);
        try {
            for (var i = 0; i < EVENTS; i++) {
                task.something();
            }
        } catch (RuntimeException | AssertionError e) {
            throw failed(seed, task, e);
        }
        visited.addAll(task.visited());
        if (task.isGone()) {
            return;
        }
        reached.merge(task.status().state(), 1, Integer::sum);
        leave(seed, task);
    }

    /** One way for each life, another for the next. */
    private static void leave(long seed, RandomTask reached) {
        var over = reached.isBeingDeleted() || isOver(reached.status().state());
        switch ((int) Math.floorMod(seed, over ? 3L : 5L)) {
            case 0 -> leave(seed, "ended", RandomTask::canBeEnded);
            case 1 -> leave(seed, "deleted", RandomTask::canBeDeleted);
            case 2 -> leave(seed, "deleted without its servers", RandomTask::canBeDeletedWithoutServers);
            case 3 -> leave(seed, "run again", RandomTask::canRunAgain);
            default -> leave(seed, "stopped", RandomTask::canBeStopped);
        }
    }

    private static boolean isOver(TaskState state) {
        return state == TaskState.Ending || state == TaskState.Ended || state == TaskState.NotConfigured;
    }

    /** The same life again, and then this. */
    private static void leave(long seed, String how, Predicate<RandomTask> way) {
        var task = begun(seed);
        for (var i = 0; i < EVENTS; i++) {
            task.something();
        }
        try {
            assertThat(way.test(task)).as("can be %s", how).isTrue();
        } catch (RuntimeException | AssertionError e) {
            throw failed(seed, task, e);
        }
    }

    private static RandomTask begun(long seed) {
        return new RandomTask(new Random(seed));
    }

    private static AssertionError failed(long seed, RandomTask task, Throwable cause) {
        return new AssertionError(
                "-Dlifecycle.seed=%d -Dlifecycle.lives=1: %s%n%s"
                        .formatted(seed, cause, String.join("\n", task.history)),
                cause);
    }
}
