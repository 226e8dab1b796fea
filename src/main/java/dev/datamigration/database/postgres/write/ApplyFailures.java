package dev.datamigration.database.postgres.write;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.util.stream.Collectors;

/** Says what can go wrong with a change that is no error of a server. */
final class ApplyFailures {
    private ApplyFailures() {}

    /** A row to update is gone, and the log does not have all of it, so that it cannot be made again. */
    static FailureException rowMissing(PostgresBoundTable table) {
        return new FailureException(new Failure(
                FailureCode.TargetRowMissing,
                table.direction().to(),
                tell(
                        table,
                        "The source updated a row of %s that %s on the target does not have (key: %s), and the log holds only a part of its values.",
                        table.source(),
                        table.target(),
                        String.join(", ", table.keyNames())),
                tell(
                        table,
                        "Copy the rows that are missing in %s from the source (they were removed on the target by somebody else; SELECT the keys %s on both sides to find them), then resume.",
                        table.target(),
                        String.join(", ", table.keyNames()))));
    }

    /** Before 13.6 and 14.2 the log leaves out a key that is stored out of line, so that the row cannot be told. */
    static FailureException keyNotInLog(PostgresBoundTable table) {
        return new FailureException(new Failure(
                FailureCode.RowRefused,
                table.direction().from(),
                tell(
                        table,
                        "The log of the source does not hold the key of a row of %s that was updated, because a value of the key (%s) is stored out of line.",
                        table.source(),
                        String.join(", ", table.keyNames())),
                tell(
                        table,
                        "Run ALTER TABLE %s REPLICA IDENTITY FULL on the source; changes logged before that cannot be applied, so end this task and create a new one.",
                        Sql.quoted(table.source()))));
    }

    /** Whether a row is meant depends on a value that did not change and is stored out of line, so that the log leaves it out. */
    static FailureException conditionNotInLog(PostgresBoundTable table) {
        return new FailureException(new Failure(
                FailureCode.RowRefused,
                table.direction().from(),
                "The log of the source does not hold all of a row of %s that was updated, on which the condition of spec.objects.rows depends (%s)."
                        .formatted(
                                table.source(),
                                table.rows().columns().keySet().stream()
                                        .sorted()
                                        .collect(Collectors.joining(", "))),
                "Run ALTER TABLE %s REPLICA IDENTITY FULL on the source; changes logged before that cannot be applied, so end this task and create a new one."
                        .formatted(Sql.quoted(table.source()))));
    }

    /** Texts are written for the forward direction. */
    private static String tell(PostgresBoundTable table, String text, Object... values) {
        return table.direction().tell(text).formatted(values);
    }
}
