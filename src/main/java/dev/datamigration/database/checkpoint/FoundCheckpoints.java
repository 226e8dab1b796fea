package dev.datamigration.database.checkpoint;

import dev.datamigration.api.status.CheckpointStatus;
import dev.datamigration.database.Position;
import dev.datamigration.failure.Quantity;
import java.util.Optional;

/**
 * Says what the checkpoints in a database say of a task.
 *
 * @param epoch of the last worker that claimed them; null where there are none
 * @param tablesLoaded how many tables are loaded, or were when they left the task
 * @param tablesMissing how many are planned and not loaded
 * @param applied up to where changes are applied there; null where none ever were
 */
public record FoundCheckpoints(Long epoch, int tablesLoaded, int tablesMissing, Position applied) {
    /** There are none. */
    public static final FoundCheckpoints NONE = new FoundCheckpoints(null, 0, 0, null);

    /** The same with tables that were loaded and left the task since: loss is told by fewer than there ever were. */
    public FoundCheckpoints withLeft(int tables) {
        return exist() ? new FoundCheckpoints(epoch, tablesLoaded + tables, tablesMissing, applied) : this;
    }

    /** Returns whether a worker has claimed them. */
    public boolean exist() {
        return epoch != null;
    }

    /** Returns whether every table was loaded. */
    public boolean loaded() {
        return tablesLoaded > 0 && tablesMissing == 0;
    }

    /** Returns whether a worker has claimed them that the status does not know of, unless it is one that came after this run's. */
    public boolean exceed(CheckpointStatus known, long runEpoch) {
        var claimedBefore = known.epoch() != null && known.epoch() == runEpoch;
        return exist() && epoch > runEpoch && !claimedBefore;
    }

    /**
     * Returns what they lack of what is known to have been committed, as a clause; empty where nothing is lost. A position that is
     * behind is no loss by itself: rows went back with it, and where the slot still has the log, that is read again.
     */
    public Optional<String> lacking(CheckpointStatus known) {
        if (!exist()) {
            return known.epoch() == null && known.applied() == null
                    ? Optional.empty()
                    : Optional.of("has no checkpoints of this task, and had them"
                            + (known.applied() == null ? "" : ", with changes applied up to " + known.applied()));
        }
        if (known.tablesLoaded() != null && tablesLoaded < known.tablesLoaded()) {
            return Optional.of("knows of %s, and had %d"
                    .formatted(
                            Quantity.of(tablesLoaded, "1 table that is loaded", "%d tables that are loaded"),
                            known.tablesLoaded()));
        }
        if (known.applied() != null && applied == null) {
            return Optional.of("knows of no changes that were applied, and had them up to " + known.applied());
        }
        return Optional.empty();
    }
}
