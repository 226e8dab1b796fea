package dev.datamigration.transfer.incremental.apply;

import dev.datamigration.api.Side;
import dev.datamigration.database.replay.StructureStep;
import dev.datamigration.database.replay.TablePlace;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.selection.WantedTables;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;
import java.util.List;
import java.util.Map;

/** Says what changes of the structure mean for tables of which only some rows are meant: a condition goes by a table's name. */
final class TablesInPart {
    private TablesInPart() {}

    /** A table that the task has from here on. */
    static WantedTables wanted(Run run, TablePlace table) {
        var filter = new ObjectFilter(run.plan().objects());
        var rows = filter.rowsOf(table.source(), null);
        return rows.isPresent() && filter.merges(table.source(), null)
                ? new WantedTables(List.of(), Map.of(table.target(), rows.get()))
                : WantedTables.alone(List.of(table.target()));
    }

    /**
     * Before a change is made.
     *
     * @throws FailureException where a table would lose its condition, or rows of other tasks would go with it
     */
    static void check(Run run, StructureStep step) {
        var filter = new ObjectFilter(run.plan().objects());
        var before = step.before() == null ? null : step.before().source();
        var after = step.after() == null ? null : step.after().source();
        if (before == null || before.equals(after)) {
            return;
        }
        var renamed = after != null
                && (filter.rowsOf(before, null).isPresent()
                        || filter.rowsOf(after, null).isPresent());
        var dropped = after == null && filter.merges(before, null) && !step.changesNothing();
        if (renamed || dropped) {
            throw new FailureException(
                    new Failure(
                            FailureCode.SourceSchemaChanged,
                            Side.Source,
                            renamed
                                    ? "Table %s on the source was renamed to %s, but spec.objects.rows goes by its name, so that nobody knows which rows are meant."
                                            .formatted(before, after)
                                    : "Table %s on the source is gone, but its table on the target has rows of other tasks (spec.objects.mergeTables)."
                                            .formatted(before),
                            "End this task; if more is to be moved, start another one with the table's name and an empty target."));
        }
    }
}
