package dev.datamigration.database.postgres.schema.planner;

import dev.datamigration.database.postgres.ddl.ProgramStatements;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import java.util.List;

/** Plans extended statistics. */
final class StatisticsPlanner {
    private final PlanContext context;
    private final ProgramStatements statements;

    StatisticsPlanner(PlanContext context) {
        this.context = context;
        this.statements = new ProgramStatements(context.names());
    }

    List<SchemaItem> items() {
        return context.schema().statistics().stream()
                .map(statistics -> {
                    var id = new ObjectId("pg_statistic_ext", statistics.oid());
                    var path = context.paths()
                            .target(context.sourceName(statistics.table()).schema());
                    return SchemaItem.optional(
                                    id.text(),
                                    new Key(
                                            ObjectKind.Statistics,
                                            statistics.name().toString()),
                                    statements.create(statistics),
                                    path,
                                    statements.exists(statistics))
                            .withSettings(context.comments().on(id, statements.named(statistics)));
                })
                .toList();
    }
}
