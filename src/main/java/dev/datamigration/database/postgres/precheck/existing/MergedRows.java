package dev.datamigration.database.postgres.precheck.existing;

import dev.datamigration.database.postgres.catalog.RowFilters;
import dev.datamigration.database.postgres.catalog.RowFilters.Proof;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.selection.RowCondition;
import dev.datamigration.database.session.TaskMention;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Of tables of the target that take rows of several tasks, whether rows are there that would be this task's. */
final class MergedRows {
    private MergedRows() {}

    /** The tables of the source that are merged, by their names on the target. */
    static Map<TableName, DataTable> targets(CheckedDatabases databases) {
        return databases.sourceTables().stream()
                .filter(table -> databases.filter().merges(table.name(), table.partitionRoot()))
                .collect(Collectors.toMap(DataTable::target, Function.identity(), (one, other) -> one));
    }

    /** What the condition means there, or that it means nothing, is for the item RowConditions to say. */
    static void look(CheckedDatabases databases, DataTable table, Problems problems) {
        var onTarget = databases.targetTables().get(table.target());
        var condition = databases.filter().rowsOf(table.name(), table.partitionRoot());
        if (onTarget == null || condition.isEmpty()) {
            return;
        }
        OtherTasks.merging(databases, table.target()).forEach((other, theirs) -> {
            if (!databases
                    .target()
                    .ask(connection -> RowFilters.exclude(
                            connection, table.target(), condition.get(), new RowCondition(theirs)))) {
                problems.add(
                        "%s (for rows of another task, too: %s, and the server does not see that its condition %s excludes that of %s)"
                                .formatted(table.target(), TaskMention.of(other), theirs, table.name()),
                        "Compare the same column or expression with other constants in spec.objects.rows for %s, for instance tenant = 3 and tenant = 7, or id %% 8 = 0 and id %% 8 = 1."
                                .formatted(table.name()));
            }
        });
        if (databases.target().ask(connection -> RowFilters.prove(connection, onTarget, condition.get()))
                        instanceof Proof.Proved proved
                && databases
                        .target()
                        .isTrue("SELECT EXISTS (SELECT 1 FROM %s WHERE %s)"
                                .formatted(
                                        TableExtent.of(onTarget).sql(),
                                        proved.filter().condition()))) {
            problems.add(
                    "%s (has rows that the condition of %s means)".formatted(table.target(), table.name()),
                    "Find out whose they are by SELECT … WHERE %s, and remove them if nobody needs them, or correct spec.objects.rows."
                            .formatted(condition.get().text()));
        }
    }
}
