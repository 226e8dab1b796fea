package dev.datamigration.quickstart;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.testing.shop.ShopWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Looks on until something has come about, and shows what happens meanwhile. */
record Watch(Screen screen, TaskHandle task, ReplacedOperator operator, ShopWriter writer, Duration patience) {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    /** Waits until the task's status is as it should be. */
    MigrationTaskStatus untilStatus(String what, Predicate<MigrationTaskStatus> condition) {
        var last = new MigrationTaskStatus[1];
        until(what, () -> {
            last[0] = task.status();
            return condition.test(last[0]);
        });
        return last[0];
    }

    /**
     * Waits until something is so.
     *
     * @throws QuickstartFailure if the task fails, operators end one after the other, or patience ends before
     */
    void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(patience)
                .pollDelay(Duration.ZERO)
                .pollInterval(INTERVAL)
                .until(() -> {
                    look();
                    return condition.call();
                });
    }

    private void look() {
        var status = task.status();
        var lines = new ProgressLines(status, WriterFigures.of(writer));
        screen.show(lines.all(), lines.headline(), lines.topic());
        if (operator.replaceIfEnded()) {
            screen.say(Setting.item("operator", "had ended by itself; another one has been started"));
        }
        if (status.state() == TaskState.Failed) {
            throw QuickstartFailure.of(status.failure());
        }
    }
}
