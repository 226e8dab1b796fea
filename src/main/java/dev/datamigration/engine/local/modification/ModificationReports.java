package dev.datamigration.engine.local.modification;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.modification.ModificationProgress;
import dev.datamigration.api.modification.ModificationState;
import dev.datamigration.api.modification.ObjectChangeState;
import dev.datamigration.lifecycle.modification.ModificationReport;
import dev.datamigration.lifecycle.modification.ModificationWork;
import java.util.List;

/** Says of a change of objects what the operator is to know. */
public final class ModificationReports {
    /** Whoever wants to know all of them looks at the log. */
    private static final int NAMES = 20;

    private ModificationReports() {}

    /** @param reached null where nothing is known yet */
    public static ModificationReport of(
            ModificationWork work, ModificationState state, ObjectChangeState reached, FailureStatus failure) {
        return new ModificationReport(
                work.number(),
                work.attempt(),
                state,
                reached == null ? null : first(reached.added()),
                reached == null ? null : Integer.valueOf(reached.added().size()),
                reached == null ? null : first(reached.removed()),
                reached == null ? null : Integer.valueOf(reached.removed().size()),
                reached instanceof ObjectChangeState.Migrating migrating ? progress(migrating) : null,
                failure,
                0);
    }

    private static List<String> first(List<String> names) {
        return names.stream().limit(NAMES).toList();
    }

    private static ModificationProgress progress(ObjectChangeState.Migrating migrating) {
        var full = migrating.full();
        return full == null
                ? new ModificationProgress(migrating.phase(), null, null, null, null)
                : new ModificationProgress(
                        migrating.phase(),
                        full.tables(),
                        full.tablesLoaded(),
                        full.estimatedRows(),
                        full.migratedRows());
    }
}
