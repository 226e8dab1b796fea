package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.TableName;
import dev.datamigration.plan.MigrationPlan;

/**
 * Materialised views are filled anew on the target. Whether one of the source is as of an earlier moment than its tables no
 * catalog tells, so all that hold rows are told of.
 */
public record MaterializedViews() implements SourceCheck {
    private static final String POPULATED = """
            SELECT schemaname, matviewname FROM pg_catalog.pg_matviews WHERE ispopulated ORDER BY 1, 2
            """;

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Schema);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        databases.source().list(POPULATED, row -> new TableName(row.getString(1), row.getString(2))).stream()
                .filter(databases.filter()::includes)
                .forEach(view -> problems.add(
                        view.toString(),
                        "Where the application relies on rows as of the last REFRESH, create a table of them on the source"
                                + " (CREATE TABLE … AS TABLE …) and migrate that; else nothing is to be done."));
        return problems.warningOr(
                "Materialised views with rows; on the target they are filled anew from the tables, so that one that is stale on the source has other rows there",
                "No materialised view with rows is selected.");
    }
}
