package dev.datamigration.lifecycle.modification;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.modification.ModificationProgress;
import dev.datamigration.api.modification.ModificationState;
import java.util.List;

/**
 * Says what a worker knows of the modifications of its task. One that says nothing of them is of a build that knows none.
 *
 * @param number of the last one that it was told of; 0 where it was told of none
 * @param attempt of that one
 * @param state null until anything is known
 * @param added names of tables that are added, the first of them; null where they are not known
 * @param addedCount how many are added, or null
 * @param removed names of tables that are removed, the first of them; null where they are not known
 * @param removedCount how many are removed, or null
 * @param progress how far the added ones are, or null
 * @param failure why it failed, or null
 * @param verified number of the last one that had been integrated when the last full verification began
 */
public record ModificationReport(
        long number,
        int attempt,
        ModificationState state,
        List<String> added,
        Integer addedCount,
        List<String> removed,
        Integer removedCount,
        ModificationProgress progress,
        FailureStatus failure,
        long verified) {
    /** Of a worker that was told of none. */
    public static final ModificationReport NONE =
            new ModificationReport(0, 0, null, null, null, null, null, null, null, 0);

    public ModificationReport {
        added = added == null ? null : List.copyOf(added);
        removed = removed == null ? null : List.copyOf(removed);
    }

    /** The same, with the failure in other words. */
    public ModificationReport withFailure(FailureStatus told) {
        return new ModificationReport(
                number, attempt, state, added, addedCount, removed, removedCount, progress, told, verified);
    }

    /** The same, after a full verification that began when this one had been integrated. */
    public ModificationReport withVerified(long integrated) {
        return new ModificationReport(
                number, attempt, state, added, addedCount, removed, removedCount, progress, failure, integrated);
    }
}
