package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.catalog.RowFilters;
import dev.datamigration.database.postgres.catalog.RowFilters.Proof;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.selection.RowCondition;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.RowFilter;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.MigrationPlan;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks whether every condition on rows gives the same of a row for ever, on both servers, and whether the log tells enough of a
 * changed row to insert it where the change moves it in.
 */
public record RowConditions() implements SourceCheck {
    private static final String MAY_MAKE_TEMPORARY =
            "SELECT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY')";

    /** Of these the log does not repeat a value that did not change, where it lies outside of the row. */
    private static final String LEFT_OUT = """
            SELECT attname FROM pg_catalog.pg_attribute
             WHERE attrelid = ANY (?) AND attnum > 0 AND NOT attisdropped AND attlen = -1 AND attstorage <> 'p'
               AND attgenerated = ''
            """;

    @Override
    public Set<Side> asks() {
        return Set.of(Side.Source, Side.Target);
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return !plan.objects().rows().isEmpty();
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        temporary(databases.source(), problems);
        temporary(databases.target(), problems);
        named(databases, problems);
        if (problems.isEmpty()) {
            for (var table : databases.sourceTables()) {
                databases
                        .filter()
                        .rowsOf(table.name(), table.partitionRoot())
                        .ifPresent(condition -> look(databases, table, condition, problems));
            }
        }
        return problems.failedOr(
                "Conditions of spec.objects.rows that cannot be kept",
                "Every condition of spec.objects.rows gives the same of a row for ever, on both servers.");
    }

    /** What a condition means is seen on a temporary table. */
    private static void temporary(CheckedDatabase database, Problems problems) {
        if (!database.isTrue(MAY_MAKE_TEMPORARY)) {
            problems.add(
                    "the account %s may not make temporary tables in the database %s"
                            .formatted(
                                    database.access().user(), database.access().database()),
                    "GRANT TEMPORARY ON DATABASE %s TO %s;"
                            .formatted(Sql.identifier(database.access().database()), database.user()));
        }
    }

    private static void named(CheckedDatabases databases, Problems problems) {
        var known = databases.sourceTables().stream()
                .flatMap(table -> Stream.ofNullable(table.partitionRoot()).map(TableName::toString))
                .collect(Collectors.toSet());
        databases.sourceTables().forEach(table -> known.add(table.name().toString()));
        databases.plan().objects().rows().keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(
                        name -> problems.add(
                                "%s is no selected table that holds rows".formatted(name),
                                "Correct or remove it in spec.objects.rows; names are matched with their schema and their case."));
    }

    private static void look(CheckedDatabases databases, DataTable table, RowCondition condition, Problems problems) {
        var onSource = prove(databases.source(), table, condition);
        if (onSource instanceof Proof.Refused refused) {
            problems.add(
                    "the condition of %s %s".formatted(table.name(), refused.reason()),
                    "Correct spec.objects.rows for %s.".formatted(table.name()));
            return;
        }
        var onTarget = databases.targetTables().get(table.target());
        if (onTarget != null && prove(databases.target(), onTarget, condition) instanceof Proof.Refused refused) {
            problems.add(
                    "the condition of %s for its table %s on the target %s"
                            .formatted(table.name(), table.target(), refused.reason()),
                    "Give the target's table the columns and types that the source's has, or correct spec.objects.rows for %s."
                            .formatted(table.name()));
        }
        if (databases.filter().merges(table.name(), table.partitionRoot())) {
            mergeable(table, onTarget, ((Proof.Proved) onSource).filter(), problems);
        }
        if (databases.plan().has(MigrationType.Incremental) && !table.unlogged()) {
            logged(databases.source(), table, ((Proof.Proved) onSource).filter(), problems);
        }
    }

    /**
     * Rows of several tasks are told apart by their keys: then whose a row is never changes, and what one task removes is never another's.
     *
     * @param onTarget null where it is not there yet
     */
    private static void mergeable(DataTable table, DataTable onTarget, RowFilter filter, Problems problems) {
        if (!table.key().containsAll(filter.columns().keySet())) {
            problems.add(
                    "the condition of %s, which is merged with other tables, reads more than its key (%s)"
                            .formatted(table.name(), table.hasKey() ? String.join(", ", table.key()) : "it has none"),
                    "Give spec.objects.rows for %s a condition over its key, or make what tells its rows from others' a part of the key."
                            .formatted(table.name()));
        } else if (onTarget != null && !Set.copyOf(onTarget.key()).equals(Set.copyOf(table.key()))) {
            problems.add(
                    "%s is merged with other tables into %s, whose key is not the same (%s)"
                            .formatted(table.name(), table.target(), String.join(", ", onTarget.key())),
                    "Give %s the primary key (%s).".formatted(table.target(), String.join(", ", table.key())));
        }
    }

    private static Proof prove(CheckedDatabase database, DataTable table, RowCondition condition) {
        try {
            return database.ask(connection -> RowFilters.prove(connection, table, condition));
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.PrivilegeMissing) {
                return new Proof.Refused(
                        "cannot be tried by the account: " + e.failure().message());
            }
            throw e;
        }
    }

    /**
     * A row that is moved in is inserted, so that all of it must be known. One whose key decides is moved by a change of its key alone,
     * of which the log tells the old one.
     */
    private static void logged(CheckedDatabase source, DataTable table, RowFilter filter, Problems problems) {
        if (table.replicaIdentity() == ReplicaIdentity.Full
                || table.key().containsAll(filter.columns().keySet())) {
            return;
        }
        List<String> leftOut = source.list(LEFT_OUT, row -> row.getString(1), List.of(table.oid())).stream()
                .filter(column -> !table.key().contains(column))
                .toList();
        if (!leftOut.isEmpty()) {
            problems.add(
                    "the log does not tell all of a row of %s that an UPDATE moves into the condition (it may leave out %s), and %s is not in its key"
                            .formatted(
                                    table.name(),
                                    String.join(", ", leftOut),
                                    filter.columns().keySet().stream()
                                            .filter(column -> !table.key().contains(column))
                                            .sorted()
                                            .collect(Collectors.joining(", "))),
                    TablesWithoutKey.remedy(table));
        }
    }
}
