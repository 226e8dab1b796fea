package dev.datamigration.database.postgres.precheck.privilege;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.PostgresCheck;
import dev.datamigration.database.postgres.precheck.check.TargetRelation;
import dev.datamigration.database.postgres.schema.TableCode;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.TableName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Functions in checks, domains, generated columns, indexes and the like run with the rights of whoever writes, and those in
 * statistics with the rights of the table's owner, which is the task's account at first. Where
 * that is an account that may do more than who wrote them, he may do it, too.
 */
public record UntrustedCode(Side side) implements PostgresCheck {
    private static final String FILLED_VIEWS = """
            SELECT c.oid, n.nspname, c.relname
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'm' AND c.relispopulated
            """;

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public Set<Side> asks() {
        return EnumSet.of(Side.Source, side);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var account = AccountPower.of(databases.of(side));
        var problems = new Problems();
        var remedy = remedy(account, databases.of(side).user());
        found(databases, account).stream()
                .map(code -> "%s of %s, in %s".formatted(code.function(), code.owner(), code.relation()))
                .distinct()
                .forEach(code -> problems.add(code, remedy));
        return problems.failedOr(
                "Functions that whoever wrote them could have run with the rights of %s %s, which are more than his own"
                        .formatted(account.superuser() ? "the superuser" : "the account", account.account()),
                "No function of others would run with more rights than its owner has.");
    }

    private List<TableCode> found(CheckedDatabases databases, AccountPower account) {
        return side == Side.Source ? onSource(databases, account) : onTarget(databases, account);
    }

    private static List<TableCode> onSource(CheckedDatabases databases, AccountPower account) {
        var use = databases.plan().has(MigrationType.ReverseIncrement)
                ? TableCode.Use.Writing
                : TableCode.Use.ReadingByKey;
        return UntrustedTables.in(databases.source(), databases.sourceOids(), use, account);
    }

    /** Returns what is there already, and what would be made. */
    private static List<TableCode> onTarget(CheckedDatabases databases, AccountPower account) {
        var found = new ArrayList<TableCode>();
        var existing =
                databases.writtenRelations().stream().map(TargetRelation::oid).toList();
        found.addAll(UntrustedTables.in(databases.target(), existing, TableCode.Use.Writing, account));
        if (databases.plan().has(MigrationType.Schema)) {
            var made = new ArrayList<>(databases.sourceOids());
            databases
                    .source()
                    .list(
                            FILLED_VIEWS,
                            row -> new View(row.getLong(1), new TableName(row.getString(2), row.getString(3))))
                    .stream()
                    .filter(view -> databases.filter().includes(view.name()))
                    .forEach(view -> made.add(view.oid()));
            found.addAll(UntrustedTables.in(databases.source(), made, TableCode.Use.Owning, account));
        }
        return found;
    }

    private String remedy(AccountPower account, String quoted) {
        return "Give spec.%s.credentialsSecretRef an account that may do no more than these owners (%s), as docs/security.md shows; or read these functions, and if you trust them and everybody who may change them, set spec.precheck.skip: [UntrustedCode]."
                .formatted(
                        side.word(),
                        account.superuser()
                                ? quoted + " is a superuser"
                                : account.more()
                                        ? quoted + " may make roles or is a member of one that may do more"
                                        : quoted + " works with what belongs to several roles");
    }

    private record View(long oid, TableName name) {}
}
