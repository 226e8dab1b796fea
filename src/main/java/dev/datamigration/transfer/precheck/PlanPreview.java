package dev.datamigration.transfer.precheck;

import dev.datamigration.api.plan.PlanStage;
import dev.datamigration.api.plan.PlanStatus;
import dev.datamigration.api.plan.PlannedObjects;
import dev.datamigration.api.plan.PlannedTable;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.schema.NotCarried;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaPlan;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.transfer.run.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the task is going to do, as far as both databases tell before anything is made. */
final class PlanPreview {
    private static final int LARGEST = 20;
    private static final int NAMED = 20;
    private static final int KINDS = 200;

    private final Run run;

    PlanPreview(Run run) {
        this.run = run;
    }

    /** @throws dev.datamigration.failure.FailureException if a server failed, or the objects cannot all be named */
    PlanStatus read() {
        var filter = new ObjectFilter(run.plan().objects());
        var tables = SqlWork.connected(
                run.from().server(),
                run.scope(),
                "precheck",
                "reading the tables",
                connection -> run.from().tables().tables(connection, filter));
        return of(tables, run.plan().has(MigrationType.Schema) ? schema() : null);
    }

    private SchemaPlan schema() {
        return run.pairing()
                .schemaPlanning()
                .plan(run.scope(), run.plan().carried(), run.plan().has(MigrationType.Incremental));
    }

    /** @param schema null where none is made */
    static PlanStatus of(List<DataTable> tables, SchemaPlan schema) {
        var largest = tables.stream()
                .sorted(Comparator.comparingLong(DataTable::bytes).reversed().thenComparing(DataTable::name))
                .limit(LARGEST)
                .map(table -> new PlannedTable(
                        table.name().toString(), table.target().toString(), table.estimatedRows(), table.bytes()))
                .toList();
        var left = schema == null ? List.<NotCarried>of() : schema.notCarried();
        return new PlanStatus(
                tables.size(),
                tables.stream().mapToLong(DataTable::estimatedRows).sum(),
                tables.stream().mapToLong(DataTable::bytes).sum(),
                largest,
                tables.size() - largest.size(),
                schema == null ? List.of() : objects(schema),
                left.stream()
                        .limit(NAMED)
                        .map(object -> object.key().kind() + " " + object.key().display())
                        .toList(),
                left.size());
    }

    private static List<PlannedObjects> objects(SchemaPlan schema) {
        var counted = new ArrayList<PlannedObjects>();
        count(PlanStage.BeforeLoad, schema.before().stream(), counted);
        count(PlanStage.AfterLoad, items(schema.after()), counted);
        count(PlanStage.AfterCatchUp, items(schema.afterCatchUp()), counted);
        count(PlanStage.AtMove, items(schema.atMove()), counted);
        return counted.stream().limit(KINDS).toList();
    }

    private static Stream<SchemaItem> items(List<SchemaPlan.Step> steps) {
        return steps.stream().flatMap(step -> step.items().stream());
    }

    private static void count(PlanStage stage, Stream<SchemaItem> items, List<PlannedObjects> counted) {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        items.forEach(item -> kinds.merge(item.kind().name(), 1, Integer::sum));
        kinds.forEach((kind, count) -> counted.add(new PlannedObjects(stage, kind, count)));
    }
}
