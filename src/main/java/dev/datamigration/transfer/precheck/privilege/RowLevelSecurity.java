package dev.datamigration.transfer.precheck.privilege;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.TableName;
import dev.datamigration.transfer.precheck.check.CheckedDatabases;
import dev.datamigration.transfer.precheck.check.Finding;
import dev.datamigration.transfer.precheck.check.PrecheckCheck;
import dev.datamigration.transfer.precheck.check.Problems;
import dev.datamigration.transfer.precheck.check.TargetRelation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Policies that hide rows from the account would make a migration that looks complete and is not. */
public record RowLevelSecurity(Side side) implements PrecheckCheck {
    private static final String HIDDEN = """
            SELECT n.nspname, c.relname
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?) AND pg_catalog.row_security_active(c.oid)
             ORDER BY 1, 2
            """;

    @Override
    public Set<Side> asks() {
        return EnumSet.of(Side.Source, side);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        var database = databases.of(side);
        database.list(HIDDEN, row -> new TableName(row.getString(1), row.getString(2)), oids(databases))
                .forEach(table -> problems.add(
                        table.toString(), "As a superuser: ALTER ROLE %s BYPASSRLS;".formatted(database.user())));
        return problems.failedOr(
                "Tables whose row-level security applies to the account %s"
                        .formatted(database.access().user()),
                "No row is hidden from the account by row-level security.");
    }

    private List<Long> oids(CheckedDatabases databases) {
        return side == Side.Source
                ? databases.sourceOids()
                : databases.writtenRelations().stream().map(TargetRelation::oid).toList();
    }
}
