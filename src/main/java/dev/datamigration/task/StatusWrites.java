package dev.datamigration.task;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.kubernetes.StatusRefusedException;
import dev.datamigration.lifecycle.status.StatusChange;
import dev.datamigration.lifecycle.status.StatusForm;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Writes one task's status: only when it is worth a write, and in the largest form that the API server takes.
 * Remembers which form that is; forgotten, it is found out again.
 */
final class StatusWrites {
    private static final Logger LOG = Logger.getLogger(StatusWrites.class);
    private static final Duration TRY_WHOLE_AGAIN = Duration.ofMinutes(10);

    /**
     * People read from the status until when the target is known to hold the source, also while nothing happens. Not more
     * often: each write reaches whoever watches tasks, and there may be thousands of idle ones.
     */
    private static final Duration OLDEST_TIME = Duration.ofMinutes(5);

    /** A new process does not know, and has no reason to write of every idle task at once. */
    private Instant written;

    private StatusForm form = StatusForm.Whole;
    private Instant refusedAt;
    private String refusal;

    /** Says what came of it. */
    enum Result {
        /** The API server has it, or it was not worth a write. */
        Kept,
        /** The task changed meanwhile: nothing was written. */
        Overtaken,
        /** Not even the smallest form is taken: nothing was written. */
        Refused
    }

    /** @param before as last written */
    Result write(
            MigrationTask task,
            MigrationTaskStatus before,
            MigrationTaskStatus status,
            StatusStore statuses,
            Instant now,
            Duration progressInterval) {
        if (form != StatusForm.Whole && !now.isBefore(refusedAt.plus(TRY_WHOLE_AGAIN))) {
            form = StatusForm.Whole;
        }
        while (true) {
            var formed = form.of(status, before, refusal, now);
            if (!worthWriting(StatusChange.between(before, formed), now, progressInterval)) {
                return Result.Kept;
            }
            try {
                written = now;
                return statuses.replace(task, formed) ? Result.Kept : Result.Overtaken;
            } catch (StatusRefusedException e) {
                note(e, now);
                if (form == StatusForm.Essentials) {
                    return Result.Refused;
                }
                form = form.smaller();
            }
        }
    }

    /** Returns what the API server said last when it refused a status, or null. */
    String refusal() {
        return refusal;
    }

    private void note(StatusRefusedException e, Instant now) {
        refusedAt = now;
        if (!e.getMessage().equals(refusal)) {
            refusal = e.getMessage();
            LOG.warnf("The API server refuses the status (%s): %s", form, e.getMessage());
        }
    }

    private boolean worthWriting(StatusChange change, Instant now, Duration progressInterval) {
        if (written == null && change == StatusChange.Trifle) {
            written = now;
        }
        return switch (change) {
            case None -> false;
            case Trifle -> isOver(OLDEST_TIME, now);
            case Progress -> written == null || isOver(progressInterval, now);
            case Essential -> true;
        };
    }

    private boolean isOver(Duration interval, Instant now) {
        return !now.isBefore(written.plus(interval));
    }
}
