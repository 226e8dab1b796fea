package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.failure.Quantity;
import dev.datamigration.plan.MigrationPlan;

/**
 * Foreign keys that change rows by themselves. Never a fault with PostgreSQL: its log holds what they did on the source,
 * and on the target they do not act for the task's sessions. Said, because with other databases it is one.
 */
public record ForeignKeysCascading() implements SourceCheck {
    private static final String CASCADING = """
            SELECT count(*) FROM pg_catalog.pg_constraint
             WHERE contype = 'f' AND conparentid = 0 AND conrelid = ANY (?)
               AND (confdeltype IN ('c', 'n', 'd') OR confupdtype IN ('c', 'n', 'd'))
            """;

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Incremental);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var cascading = databases.source().number(CASCADING, databases.sourceOids());
        return Finding.passed(
                cascading == 0
                        ? "No foreign key cascades."
                        : Quantity.of(
                                cascading,
                                "1 foreign key cascades; what it does on the source is in its log and it does not act again on the target.",
                                "%d foreign keys cascade; what they do on the source is in its log and they do not act again on the target."));
    }
}
