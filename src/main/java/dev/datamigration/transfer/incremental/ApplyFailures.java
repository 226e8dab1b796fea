package dev.datamigration.transfer.incremental;

import dev.datamigration.api.Side;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;

/** What can go wrong with a change that is no error of a server. */
final class ApplyFailures {
    private ApplyFailures() {}

    /** A row to update is gone, and the log does not have all of it, so that it cannot be made again. */
    static FailureException rowMissing(BoundTable table) {
        return new FailureException(new Failure(
                FailureCode.TargetRowMissing,
                Side.Target,
                "The source updated a row of %s that %s on the target does not have (key: %s), and the log holds only a part of its values."
                        .formatted(table.source(), table.target(), String.join(", ", table.keyNames())),
                "Copy the rows that are missing in %s from the source (they were removed on the target by somebody else; SELECT the keys %s on both sides to find them), then resume."
                        .formatted(table.target(), String.join(", ", table.keyNames()))));
    }

    /** Before version 15 the log leaves out a key that is stored out of line, so that the row cannot be told. */
    static FailureException keyNotInLog(BoundTable table) {
        return new FailureException(new Failure(
                FailureCode.RowRefused,
                Side.Source,
                "The log of the source does not hold the key of a row of %s that was updated, because a value of the key (%s) is stored out of line."
                        .formatted(table.source(), String.join(", ", table.keyNames())),
                "Run ALTER TABLE %s REPLICA IDENTITY FULL on the source; changes logged before that cannot be applied, so end this task and create a new one."
                        .formatted(table.source().quoted())));
    }
}
