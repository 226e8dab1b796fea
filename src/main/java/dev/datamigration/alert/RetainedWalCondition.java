package dev.datamigration.alert;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.alert.AlertKind;
import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.alert.AlertRuleStatus;
import dev.datamigration.api.status.RetainedLogStatus;
import java.time.Duration;
import java.util.Optional;

/** The source keeps more log for the task than it should: it fills the disk, or the slot is lost. */
final class RetainedWalCondition {
    /** It is over only well below the bound, so that a figure that sways around it is told once. */
    private static final double OVER = 0.9;

    /** Of what the server keeps at most, so that it is told before the slot is lost. */
    private static final double NEAR_LIMIT = 0.8;

    private static final long MEGABYTE = 1L << 20;

    private RetainedWalCondition() {}

    static Optional<AlertCondition> of(AlertContext view) {
        var found = known(view);
        if (found == null || !holdsASlot(view.status().state())) {
            return Optional.empty();
        }
        var bound = bound(view.spec().incrementalSync().retainedLogWarningBytes(), found.limitBytes());
        var retained = found.bytes();
        return retained >= bound || stands(view) && retained >= OVER * bound
                ? Optional.of(condition(found, bound))
                : Optional.empty();
    }

    /** What knows more than bytes, also while tables are loaded; else what the synchronisation says. */
    private static RetainedLogStatus known(AlertContext view) {
        var status = view.status();
        if (status.retainedLog() != null) {
            return status.retainedLog();
        }
        var sync = status.incremental();
        return sync == null || sync.retainedLogBytes() == null
                ? null
                : new RetainedLogStatus(sync.retainedLogBytes(), null, null, null);
    }

    private static long bound(long warning, Long limit) {
        return limit == null ? warning : Math.min(warning, (long) (NEAR_LIMIT * limit));
    }

    private static boolean holdsASlot(TaskState state) {
        return switch (state) {
            case Running, Modifying, Integrating, Stopped, Failed -> true;
            case NotConfigured, NotStarted, Completed, Ending, Ended -> false;
        };
    }

    private static boolean stands(AlertContext view) {
        return view.alerts().rules().stream()
                .filter(rule -> rule.rule() == AlertKind.RetainedLog)
                .map(AlertRuleStatus::since)
                .anyMatch(since -> since != null);
    }

    private static AlertCondition condition(RetainedLogStatus found, long bound) {
        return new AlertCondition(
                AlertKind.RetainedLog,
                AlertLevel.Warning,
                null,
                Duration.ZERO,
                Long.toString(found.bytes()),
                Long.toString(bound),
                "the source retains " + found.bytes() / MEGABYTE + " MB of log for this task, the bound is "
                        + bound / MEGABYTE + " MB" + left(found),
                "let the task catch up (resume it, or look at its latency), enlarge the source's disk, or end the task"
                        + " to give the log free",
                found.secondsLeft());
    }

    private static String left(RetainedLogStatus found) {
        if (found.secondsLeft() != null) {
            var left = Duration.ofSeconds(found.secondsLeft());
            return "; at the present rate the server removes log that the task needs in %d h %d min"
                    .formatted(left.toHours(), left.toMinutesPart());
        }
        return found.bytesPerSecond() == null || found.bytesPerSecond() <= 0
                ? ""
                : "; it grows by %d MB a minute, and the server sets it no limit"
                        .formatted(60 * found.bytesPerSecond() / MEGABYTE);
    }
}
