package dev.datamigration.api.modification;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.status.SchemaStatus;
import java.util.List;

/**
 * Says how far a change of the tables of a running task is. Names are those of the source, as {@code schema.table}, in order. That a change has
 * failed is no state but what ends the work on it: an error with code and remedy.
 */
public sealed interface ObjectChangeState {
    /** Returns the tables that are added. */
    List<String> added();

    /** Returns the tables that are removed. */
    List<String> removed();

    /**
     * Tables that are added are migrated beside the running synchronisation.
     *
     * @param phase of this migration: the precheck, schema, load, or catching up
     * @param schema how its schema stands, or null
     * @param full how its load stands, or null
     * @param incremental how its synchronisation stands, or null
     */
    record Migrating(
            List<String> added,
            List<String> removed,
            Phase phase,
            SchemaStatus schema,
            FullMigrationStatus full,
            IncrementalStatus incremental)
            implements ObjectChangeState {
        public Migrating {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /** Tables that were added join the task's synchronisation, and those that are removed leave it, while it rests. */
    record Integrating(List<String> added, List<String> removed) implements ObjectChangeState {
        public Integrating {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /** The synchronisation has the tables that are wanted, and no other, and goes on. */
    record Done(List<String> added, List<String> removed) implements ObjectChangeState {
        public Done {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }
}
