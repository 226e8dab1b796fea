package dev.datamigration.database.postgres.precheck.privilege;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.PostgresCheck;
import dev.datamigration.database.postgres.precheck.check.TargetRelation;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Policies that hide rows from the account would make a migration that looks complete and is not. */
public record RowLevelSecurity(Side side) implements PostgresCheck {
    private static final String HIDDEN = """
            SELECT n.nspname, c.relname, c.relforcerowsecurity,
                   CASE WHEN NOT pg_catalog.pg_has_role(c.relowner, 'USAGE') THEN pg_catalog.pg_get_userbyid(c.relowner) END
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
        database.list(HIDDEN, Hidden::of, oids(databases))
                .forEach(table -> problems.add(table.name().toString(), table.remedy(database.user())));
        var found = problems.failedOr(
                "Tables whose row-level security applies to the account %s"
                        .formatted(database.access().user()),
                "No row is hidden from the account by row-level security.");
        return problems.isEmpty()
                ? found
                : new Finding(
                        found.status(),
                        found.message(),
                        "As a superuser, or as an administrator that the service lets do so: ALTER ROLE %s BYPASSRLS; Or, where nobody may, as the owners of the tables, whose own sessions then see all rows for as long as the task runs: %s"
                                .formatted(database.user(), found.remedy()));
    }

    /**
     * A table with rows that may be hidden.
     *
     * @param forced whether policies apply to its owner, too
     * @param owner as whom the account may not act, or null where it may
     */
    private record Hidden(TableName name, boolean forced, String owner) {
        static Hidden of(ResultSet row) throws SQLException {
            return new Hidden(new TableName(row.getString(1), row.getString(2)), row.getBoolean(3), row.getString(4));
        }

        /** Returns what makes the account one that owns it, and the owner one that sees it. */
        String remedy(String user) {
            var member = owner == null ? "" : "GRANT %s TO %s;".formatted(Sql.identifier(owner), user);
            var unforced = forced
                    ? "ALTER TABLE %1$s NO FORCE ROW LEVEL SECURITY; (afterwards: ALTER TABLE %1$s FORCE ROW LEVEL SECURITY;)"
                            .formatted(Sql.quoted(name))
                    : "";
            return (member + " " + unforced).strip();
        }
    }

    private List<Long> oids(CheckedDatabases databases) {
        return side == Side.Source
                ? databases.sourceOids()
                : databases.writtenRelations().stream().map(TargetRelation::oid).toList();
    }
}
