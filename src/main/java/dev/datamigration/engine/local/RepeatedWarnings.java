package dev.datamigration.engine.local;

import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.FailureException;
import java.util.function.BiConsumer;

/**
 * Tells an error that a worker meets in one attempt after the other once, and from then on how often it came: after ten times,
 * a hundred, a thousand. Another error, or the end of it, says how often the one before came in all. For one thread alone.
 */
final class RepeatedWarnings {
    private final TaskId task;
    private final BiConsumer<String, Throwable> log;
    private String last;
    private long times;
    private long tellAt;

    /** @param log takes a text and, at the first time, the error; else null */
    RepeatedWarnings(TaskId task, BiConsumer<String, Throwable> log) {
        this.task = task;
        this.log = log;
    }

    void met(FailureException error) {
        if (!error.getMessage().equals(last)) {
            over();
            last = error.getMessage();
            tellAt = 10;
            log.accept("Task %s: %s".formatted(task, last), error);
        }
        times++;
        if (times == tellAt) {
            tellAt *= 10;
            log.accept("Task %s: %d times by now: %s".formatted(task, times, last), null);
        }
    }

    /** It is not met any more. */
    void over() {
        if (times > 1 && times != tellAt / 10) {
            log.accept("Task %s: %d times in all: %s".formatted(task, times, last), null);
        }
        last = null;
        times = 0;
    }
}
