package dev.datamigration.transfer.verify.result;

import dev.datamigration.database.checkpoint.RowDifferenceStore.DifferenceClass;
import dev.datamigration.database.compare.RowObservation;
import java.util.List;

/**
 * Says what became of a batch of suspects.
 *
 * @param equalRows rows on both sides that proved equal
 * @param different real differences
 * @param undecided suspects that never stood still long enough
 */
public record Settled(long equalRows, List<Difference> different, List<List<String>> undecided) {
    /**
     * A difference that is certain, with what both sides held.
     *
     * @param keyed whether the table has a key; without one, rows are counted
     */
    public record Difference(List<String> key, RowObservation source, RowObservation target, boolean keyed) {
        public DifferenceClass differenceClass() {
            return keyed ? ofKeyed() : ofKeyless();
        }

        private DifferenceClass ofKeyed() {
            if (target.absent()) {
                return DifferenceClass.SourceOnly;
            }
            return source.absent() ? DifferenceClass.TargetOnly : DifferenceClass.Mismatched;
        }

        /** Without a key a row is either there often enough or not. */
        private DifferenceClass ofKeyless() {
            return source.rows() > target.rows() ? DifferenceClass.SourceOnly : DifferenceClass.TargetOnly;
        }

        /** By how many rows the sides differ. */
        public long rowsApart() {
            return keyed ? 1 : Math.abs(source.rows() - target.rows());
        }
    }
}
