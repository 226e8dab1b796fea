package dev.datamigration.transfer.verify;

import dev.datamigration.database.postgres.compare.RowObservation;

/** On which side a row is, or that it is on both and differs. */
enum DifferenceClass {
    SourceOnly,
    TargetOnly,
    Mismatched;

    static DifferenceClass ofKeyed(RowObservation source, RowObservation target) {
        if (target.absent()) {
            return SourceOnly;
        }
        return source.absent() ? TargetOnly : Mismatched;
    }

    /** Without a key a row is either there often enough or not. */
    static DifferenceClass ofKeyless(RowObservation source, RowObservation target) {
        return source.rows() > target.rows() ? SourceOnly : TargetOnly;
    }
}
