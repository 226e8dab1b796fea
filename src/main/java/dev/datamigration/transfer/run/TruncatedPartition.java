package dev.datamigration.transfer.run;

import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;

/**
 * A partition was truncated by itself of a table whose rows lie in other partitions on the other side: which rows went, only
 * the side knows that has them no more.
 */
public final class TruncatedPartition {
    private TruncatedPartition() {}

    /** @param table above the partition, on the side that is read */
    public static FailureException failure(Run run, TableName table) {
        var side = run.source().side();
        return new FailureException(
                new Failure(
                        FailureCode.SourceSchemaChanged,
                        side,
                        "A partition of %s was truncated by itself on the %s. Rows of that table lie in other partitions on the other side, so that it cannot be told there which of them went."
                                .formatted(table, side.word()),
                        "End this task and start a new one with empty tables on the target. While a task runs, empty a partition of that table with DELETE, or truncate the whole table."));
    }
}
