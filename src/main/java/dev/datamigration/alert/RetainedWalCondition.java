package dev.datamigration.alert;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.alert.AlertKind;
import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.alert.AlertRuleStatus;
import java.time.Duration;
import java.util.Optional;

/** The source keeps more log for the task than it should: it fills the disk, or the slot is lost. */
final class RetainedWalCondition {
    /** It is over only well below the bound, so that a figure that sways around it is told once. */
    private static final double OVER = 0.9;

    private static final long MEGABYTE = 1L << 20;

    private RetainedWalCondition() {}

    static Optional<AlertCondition> of(AlertContext view) {
        var found = view.status().incremental();
        if (found == null
                || found.retainedLogBytes() == null
                || !holdsASlot(view.status().state())) {
            return Optional.empty();
        }
        var bound = view.spec().incrementalSync().retainedLogWarningBytes();
        var retained = found.retainedLogBytes();
        return retained >= bound || stands(view) && retained >= OVER * bound
                ? Optional.of(condition(retained, bound))
                : Optional.empty();
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

    private static AlertCondition condition(long retained, long bound) {
        return new AlertCondition(
                AlertKind.RetainedLog,
                AlertLevel.Warning,
                null,
                Duration.ZERO,
                Long.toString(retained),
                Long.toString(bound),
                "the source retains " + retained / MEGABYTE + " MB of log for this task, the bound is "
                        + bound / MEGABYTE + " MB",
                "let the task catch up (resume it, or look at its latency), enlarge the source's disk, or end the task"
                        + " to give the log free");
    }
}
