package dev.datamigration.database.postgres.precheck.existing;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.PostgresCheck;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.TableName;
import dev.datamigration.plan.MigrationPlan;
import java.util.Set;

/** Tables of the target that have no row where the source's have some, in a task that loads none: perhaps nobody has copied them. */
public record TargetEmpty() implements PostgresCheck {
    @Override
    public Side side() {
        return Side.Target;
    }

    @Override
    public Set<Side> asks() {
        return Set.of(Side.Source, Side.Target);
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.startFrom().isPresent();
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        databases.sourceTables().stream()
                .filter(table -> databases.targetTables().containsKey(table.target()))
                .filter(table ->
                        hasRows(databases.source(), table.name()) && !hasRows(databases.target(), table.target()))
                .forEach(table -> problems.add(
                        table.target().toString(),
                        "Make sure that the rows were copied before the task is started; it applies changes alone."));
        return problems.warningOr(
                "Tables of the target that have no row, while those of the source have some",
                "Every table of the target has rows, or the source has none either.");
    }

    /** A table that may not be read is named by the item Privileges. */
    private static boolean hasRows(CheckedDatabase database, TableName table) {
        return database.isTrue(
                        "SELECT coalesce(pg_catalog.has_table_privilege(pg_catalog.to_regclass(?)::pg_catalog.oid, 'SELECT')"
                                + " AND pg_catalog.has_schema_privilege(?, 'USAGE'), false)",
                        Sql.quoted(table),
                        table.schema())
                && database.isTrue("SELECT EXISTS (SELECT 1 FROM %s)".formatted(Sql.quoted(table)));
    }
}
