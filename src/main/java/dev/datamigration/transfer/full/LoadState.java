package dev.datamigration.transfer.full;

import dev.datamigration.database.checkpoint.TableCheckpoint;
import dev.datamigration.database.log.CaptureState;
import java.util.List;
import java.util.Optional;

/**
 * Holds what an earlier run left behind.
 *
 * @param tables that are planned
 * @param inPieces whether a part of a table is there that was not finished
 * @param applied whether the incremental synchronisation has committed anything
 * @param kept what is kept of the log for the task; empty where nothing is, or nothing is needed
 */
record LoadState(List<TableCheckpoint> tables, boolean inPieces, boolean applied, Optional<CaptureState> kept) {

    /** Returns whether there is something on the target that a new beginning would not know of. */
    boolean begun() {
        return applied || inPieces || tables.stream().anyMatch(table -> table.chunksDone() > 0 || table.complete());
    }

    boolean complete() {
        return !tables.isEmpty() && tables.stream().allMatch(TableCheckpoint::complete);
    }

    boolean logKept() {
        return kept.isPresent() && !kept.get().lost();
    }
}
