package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.plan.MigrationPlan;
import java.util.List;
import java.util.Optional;

/** Checks whether the log tells, for tables that have a key, that key of every row updated or deleted. */
public record ReplicaIdentityUsable() implements SourceCheck {
    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Incremental);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        return verdict(databases.source(), databases.sourceTables());
    }

    /** Of tables of this database, whichever side it is. */
    public static Finding verdict(CheckedDatabase database, List<DataTable> tables) {
        var facts =
                IdentityFacts.read(database, tables.stream().map(DataTable::oid).toList());
        var problems = new Problems();
        for (var table : tables) {
            if (table.hasKey() && !table.unlogged()) {
                defect(table, facts.get(table.oid()))
                        .ifPresent(defect -> problems.add(
                                table.name() + " " + defect,
                                TableExtent.of(table)
                                        .alter("REPLICA IDENTITY " + mended(table, facts.get(table.oid())))));
            }
        }
        return problems.failedOr(
                "Tables whose log does not tell the key of a changed row",
                "The log tells the key of every changed row.");
    }

    static Optional<String> defect(DataTable table, IdentityFacts facts) {
        return Optional.ofNullable(
                switch (table.replicaIdentity()) {
                    case Full ->
                        table.computedOnRead()
                                ? "has virtual generated columns, and the server refuses every UPDATE and DELETE of such a table that is published with replica identity FULL"
                                : null;
                    case Nothing -> "has replica identity NOTHING";
                    case Default ->
                        facts.primaryKey() ? null : "has a unique index, but no primary key that the log could use";
                    case Index -> {
                        if (table.inPartitions()) {
                            yield "has partitions with an index of their own as replica identity, and is carried as one table";
                        }
                        yield facts.identityIndex() ? null : "has lost the index that was its replica identity";
                    }
                });
    }

    /** The identity that makes the log tell the key. */
    static String mended(DataTable table, IdentityFacts facts) {
        if (facts.primaryKey()) {
            return "DEFAULT";
        }
        return table.inPartitions() ? "FULL" : "USING INDEX " + Sql.identifier(facts.keyIndex());
    }
}
