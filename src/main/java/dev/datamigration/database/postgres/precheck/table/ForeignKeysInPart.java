package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.plan.MigrationPlan;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names foreign keys to tables of which only some rows are carried: what refers to the others fits nothing on the target. */
public record ForeignKeysInPart() implements SourceCheck {
    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Schema) && !plan.objects().rows().isEmpty();
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var inPart = databases.sourceTables().stream()
                .filter(table -> databases
                        .filter()
                        .rowsOf(table.name(), table.partitionRoot())
                        .isPresent())
                .flatMap(ForeignKeysInPart::names)
                .collect(Collectors.toSet());
        var problems = new Problems();
        ForeignKeyReference.all(databases.source()).stream()
                .filter(reference -> databases.filter().includes(reference.from()) && inPart.contains(reference.to()))
                .forEach(reference -> problems.add(
                        reference.told(),
                        "See that the condition of %s leaves out what refers to rows of %s that are left out."
                                .formatted(reference.from(), reference.to())));
        return problems.warningOr(
                "Foreign keys to tables that spec.objects.rows carries in part, and which cannot be validated on the target if a row"
                        + " refers to one that is left out",
                "No foreign key refers to a table that is carried in part.");
    }

    private static Stream<TableName> names(DataTable table) {
        return Stream.concat(Stream.of(table.name()), Stream.ofNullable(table.partitionRoot()));
    }
}
