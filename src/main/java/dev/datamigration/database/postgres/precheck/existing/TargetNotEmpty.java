package dev.datamigration.database.postgres.precheck.existing;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.postgres.precheck.check.TargetRelation;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.session.TaskMention;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.plan.MigrationPlan;
import java.util.ArrayList;

/**
 * Checks whether tables that are to be loaded have rows already, or are another task's. Rows that this task has loaded before are its
 * own; no remedy removes rows that may be somebody's.
 */
public record TargetNotEmpty() implements TargetCheck {
    /** Whose rows they are, nobody here knows; the remark stays with the statement wherever it is printed. */
    private static final String EMPTYING = "/* removes rows: only if nobody needs them */ TRUNCATE %s;";

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Full);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        if (hasLoaded(databases)) {
            return Finding.passed("The rows on the target are those that this task has loaded.");
        }
        var others = OtherTasks.read(databases);
        var problems = new Problems();
        var merged = MergedRows.targets(databases);
        databases.sourceTables().stream().map(DataTable::target).distinct().forEach(name -> {
            var relation = databases.targetRelations().get(name);
            var together = merged.get(name);
            var having = new ArrayList<>(others.having(name));
            if (together == null) {
                having.addAll(OtherTasks.merging(databases, name).keySet());
            }
            if (!having.isEmpty()) {
                problems.add(
                        "%s (for the rows of another task: %s)"
                                .formatted(
                                        name,
                                        String.join(
                                                " and ",
                                                having.stream()
                                                        .map(TaskMention::of)
                                                        .toList())),
                        OtherTasks.remedy(name, having));
            } else if (together != null) {
                MergedRows.look(databases, together, problems);
            } else if (relation != null && relation.isTable() && hasRows(relation, databases)) {
                problems.add(
                        name.toString(),
                        others.any() ? OtherTasks.caution(name) : EMPTYING.formatted(Sql.quoted(name)));
            }
        });
        return problems.failedOr(
                "Tables of the target that have rows already, or that another task has (empty them if the rows are not needed, or give the tables other names by spec.objects.renameTables)",
                "No table to be loaded has rows, and no other task has one.");
    }

    private static boolean hasLoaded(CheckedDatabases databases) {
        var target = databases.target();
        return target.isTrue("SELECT pg_catalog.to_regclass('datamigration.loaded_table') IS NOT NULL")
                && target.isTrue("SELECT pg_catalog.has_table_privilege('datamigration.loaded_table', 'SELECT')")
                && target.isTrue(
                        "SELECT EXISTS (SELECT 1 FROM datamigration.loaded_table WHERE task_id = ?)",
                        databases.context().scope().taskId());
    }

    /** A table that may not be read is named by the item Privileges. */
    private static boolean hasRows(TargetRelation relation, CheckedDatabases databases) {
        return databases
                        .target()
                        .isTrue(
                                "SELECT pg_catalog.has_schema_privilege(?, 'USAGE') AND pg_catalog.has_table_privilege(?::oid, 'SELECT')",
                                relation.name().schema(),
                                relation.oid())
                && databases.target().isTrue("SELECT EXISTS (SELECT 1 FROM %s)".formatted(Sql.quoted(relation.name())));
    }
}
