package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.EveryTable;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.plan.MigrationPlan;
import java.util.List;
import java.util.Map;

/**
 * Tables whose rows cannot be told apart by a key. The log must then carry whole old rows; without that the server
 * refuses UPDATE and DELETE on a published table, which would break the application on the source. Leaf partitions
 * count each for itself, but for those of a table that is carried as one.
 */
public record TablesWithoutKey() implements SourceCheck {
    static final String FULL = "ALTER TABLE %s REPLICA IDENTITY FULL";
    private static final String WHOLE_ROWS = "REPLICA IDENTITY FULL";

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Incremental);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        return verdict(
                databases.sourceTables(),
                facts(databases.source(), databases.sourceTables()),
                new EveryTable(databases.plan().objects()).where(IdentityFacts.KEYLESS, FULL));
    }

    /** Of tables of this database, whichever side it is. */
    public static Finding verdict(CheckedDatabase database, List<DataTable> tables) {
        return verdict(tables, facts(database, tables), "");
    }

    private static Map<Long, IdentityFacts> facts(CheckedDatabase database, List<DataTable> tables) {
        return IdentityFacts.read(
                database,
                tables.stream()
                        .filter(table -> !table.hasKey())
                        .map(DataTable::oid)
                        .toList());
    }

    /**
     * @param facts of the tables that have no key, by OID
     * @param forAll does what is to be done for all of them
     */
    public static Finding verdict(List<DataTable> tables, Map<Long, IdentityFacts> facts, String forAll) {
        var refused = new Problems();
        var costly = new Problems();
        tables.stream().filter(table -> !table.hasKey() && !table.unlogged()).forEach(table -> {
            if (table.computedOnRead() && table.inPartitions()) {
                refused.add(
                        table.name() + " (whole rows cannot be published where columns are virtually generated)",
                        "Exclude %s, or give it a primary key with the columns that it is partitioned by."
                                .formatted(table.name()));
            } else if (table.computedOnRead()) {
                refused.add(
                        table.name() + " (whole rows cannot be published where columns are virtually generated)",
                        "ALTER TABLE %s ADD COLUMN migration_key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;"
                                .formatted(Sql.quoted(table.name())));
            } else if (table.replicaIdentity() == ReplicaIdentity.Full) {
                costly.add(named(table, facts), "If they are large and often changed, give them a primary key.");
            } else {
                // the statement for all of them knows ordinary tables
                refused.add(named(table, facts), remedy(table), table.inPartitions() ? "" : forAll);
            }
        });
        return refused.isEmpty()
                ? costly.warningOr(
                        "Tables without a key; each UPDATE and DELETE of theirs searches the whole table on the target",
                        "Every table has a key.")
                : refused.failedOr(
                        "Tables without a primary key whose changes cannot be read (or give them a primary key, or exclude them)",
                        "");
    }

    static String remedy(DataTable table) {
        return TableExtent.of(table).alter(WHOLE_ROWS);
    }

    private static String named(DataTable table, Map<Long, IdentityFacts> facts) {
        var deferrable = facts.get(table.oid()).deferrableKey();
        return deferrable == null
                ? table.name().toString()
                : "%s (its key %s is deferrable, and no such key is used by the log)"
                        .formatted(table.name(), deferrable);
    }
}
