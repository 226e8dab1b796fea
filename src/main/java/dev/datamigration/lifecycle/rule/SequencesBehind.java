package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.ReleaseStatus;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.WorkerState;

/** Sequences of the target that stand behind the source's although the task ends. */
public final class SequencesBehind {
    private SequencesBehind() {}

    /**
     * The script that sets them, by the worker or else by what was told before; null where none is known to be behind, or a
     * switchover has seen to them.
     */
    public static String of(Observation seen) {
        var switchover = seen.status().forwardSwitchover();
        if (switchover != null && switchover.applicationSide() == Side.Target) {
            return null;
        }
        var told = told(seen.workerState().orElse(null));
        var script = told == null ? of(seen.status().release()) : told;
        return script == null || script.isEmpty() ? null : script;
    }

    /** @param release null where nothing was left and nothing is in the way */
    public static String of(ReleaseStatus release) {
        return release == null ? null : release.sequences();
    }

    private static String told(WorkerState workerState) {
        if (workerState instanceof WorkerState.Released released) {
            return released.sequences();
        }
        return workerState instanceof WorkerState.ReleaseBlocked blocked ? blocked.sequences() : null;
    }
}
