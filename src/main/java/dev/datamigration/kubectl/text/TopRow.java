package dev.datamigration.kubectl.text;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.kubectl.cluster.TaskView;
import dev.datamigration.lifecycle.model.CurrentFlow;
import dev.datamigration.lifecycle.rule.ModificationRules;
import java.util.Comparator;

/**
 * A task as {@code top} shows it. Of a task that does not run, latency and rate would be those of a while ago.
 *
 * @param state null where the operator has not looked at it yet
 * @param latency for people; null where it is not told
 * @param latencyMillis 0 where it is not known
 * @param rowsPerSecond null where it is not known
 */
record TopRow(
        String name,
        TaskState state,
        Phase phase,
        String progress,
        String latency,
        long latencyMillis,
        Long rowsPerSecond,
        String awaits,
        String failure) {
    /** Failed tasks first, then those that run, each with the largest latency first. */
    static final Comparator<TopRow> ORDER = Comparator.comparingInt(TopRow::rank)
            .thenComparing(Comparator.comparingLong(TopRow::latencyMillis).reversed())
            .thenComparing(TopRow::name);

    static TopRow of(TaskView task) {
        var status = task.status();
        if (status == null) {
            return new TopRow(task.name(), null, null, null, null, 0, null, null, null);
        }
        var runs = status.state() != null && ModificationRules.hasWorker(status.state());
        return new TopRow(
                task.name(),
                status.state(),
                status.phase(),
                status.progress(),
                runs ? status.latency() : null,
                runs ? latencyOf(status) : 0,
                runs ? rowsPerSecond(status) : null,
                task.awaits() == null ? null : task.awaits().name(),
                status.failure() == null ? null : status.failure().code());
    }

    private static long latencyOf(MigrationTaskStatus status) {
        var synchronisation = CurrentFlow.of(status);
        return synchronisation == null || synchronisation.latencyMillis() == null ? 0 : synchronisation.latencyMillis();
    }

    private static Long rowsPerSecond(MigrationTaskStatus status) {
        if (status.phase() == Phase.FullMigration) {
            return status.full() == null ? null : orZero(status.full().rowsPerSecond());
        }
        var synchronisation = CurrentFlow.of(status);
        return synchronisation == null ? null : orZero(synchronisation.rowsPerSecond());
    }

    private static Long orZero(Long rate) {
        return rate == null ? Long.valueOf(0) : rate;
    }

    private int rank() {
        return state == TaskState.Failed ? 0 : state != null && ModificationRules.hasWorker(state) ? 1 : 2;
    }

    String[] cells() {
        return new String[] {
            name,
            shown(state),
            shown(phase),
            shown(progress),
            shown(latency),
            shown(rowsPerSecond),
            shown(awaits),
            shown(failure)
        };
    }

    private static String shown(Object value) {
        return value == null || value.toString().isEmpty() ? "-" : value.toString();
    }
}
