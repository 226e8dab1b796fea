package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.catalog.HashKey;
import dev.datamigration.database.postgres.catalog.HashTree;
import dev.datamigration.database.postgres.compare.hash.HashFacts;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.plan.MigrationPlan;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks whether rows that a hash assigns to a partition on the source belong to the same partition on the target. Where they never
 * do, the table is carried as one and each server puts the rows where they belong ({@link HashTree}); this says which tables
 * are, and refuses what that cannot be done with. A hash of text may differ with the encoding, and every hash with the
 * machine's byte order: tables for which that is so are refused.
 */
public record HashPartitions() implements SourceCheck {
    @Override
    public Set<Side> asks() {
        return Set.of(Side.Source, Side.Target);
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Full) || plan.has(MigrationType.Incremental);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        otherHash(databases, problems);
        var trees = databases.source().ask(HashTree::read);
        trees.values().forEach(tree -> notWhole(tree, databases, problems));
        var carried = new Problems();
        databases.sourceTables().stream().filter(DataTable::inPartitions).forEach(table -> {
            defect(table, trees.get(table.oid()), databases, problems);
            carried.add(
                    table.name().toString(),
                    "While the task runs, empty single partitions of these tables with DELETE: TRUNCATE of one of them, but not of the whole table, ends the task.");
        });
        return problems.isEmpty()
                ? carried.warningOr(
                        "Tables partitioned by a hash that is another on every server; each is loaded, synchronised and compared as one table, and the target puts its rows into other partitions than the source",
                        "No row belongs to another hash partition on the target.")
                : problems.failedOr("Tables partitioned by a hash that is another on the target", "");
    }

    private static void otherHash(CheckedDatabases databases, Problems problems) {
        var source = databases.source().ask(HashFacts::read);
        var target = databases.target().ask(HashFacts::read);
        var partitions = partitions(databases);
        databases.source().ask(connection -> HashKey.above(connection, partitions)).stream()
                .filter(key -> !key.unlike() && differs(key, source, target))
                .forEach(key -> problems.add(
                        "%s (%s)".formatted(key.name(), key.type()),
                        "Exclude %s and its partitions in spec.objects.exclude and bring them by pg_dump --load-via-partition-root, or make the partitions on the target beforehand as tables of their own, which take any row."
                                .formatted(key.name())));
    }

    private static boolean differs(HashKey key, HashFacts source, HashFacts target) {
        return source.probe() != target.probe()
                || key.texts() && !source.encoding().equals(target.encoding());
    }

    /** Partitions for which the target does not have a table that takes any row. */
    private static List<Long> partitions(CheckedDatabases databases) {
        return databases.sourceTables().stream()
                .filter(table -> table.partitionRoot() != null)
                .filter(table -> {
                    var there = databases.targetTables().get(table.target());
                    return there == null || there.partitionRoot() != null;
                })
                .map(DataTable::oid)
                .toList();
    }

    /** All of it is carried, or nothing: which of its rows lie in a partition means nothing on the target. */
    private static void notWhole(HashTree tree, CheckedDatabases databases, Problems problems) {
        if (databases.sourceTables().stream().anyMatch(table -> table.oid() == tree.oid())) {
            return;
        }
        var selected = tree.leaves().stream()
                .map(HashTree.Leaf::name)
                .filter(databases.filter()::includes)
                .map(Object::toString)
                .toList();
        if (!selected.isEmpty()) {
            problems.add(
                    "partitions are selected without the table above them: " + String.join(", ", selected),
                    "Add that table to spec.objects.include, which selects all of its partitions, or take the partitions out.");
        }
    }

    private static void defect(DataTable table, HashTree tree, CheckedDatabases databases, Problems problems) {
        var foreign = tree.leaves().stream()
                .filter(HashTree.Leaf::foreign)
                .map(leaf -> leaf.name().toString())
                .collect(Collectors.joining(", "));
        if (!foreign.isEmpty()) {
            problems.add(
                    "%s has foreign tables among its partitions: %s".formatted(table.name(), foreign),
                    "Exclude %s in spec.objects.exclude, or detach these partitions.".formatted(table.name()));
        }
        var there = databases.targetRelations().get(table.target());
        if (there != null && there.isTable() && !databases.targetTables().containsKey(table.target())) {
            problems.add(
                    "%s is partitioned in another way on the target".formatted(table.target()),
                    "Drop it there if it is not needed, so that it is made as it is on the source, or give it another name by spec.objects.renameTables.");
        }
        var alone = tree.leaves().stream()
                .map(HashTree.Leaf::name)
                .map(databases.filter()::targetOf)
                .filter(name -> databases.targetTables().containsKey(name))
                .toList();
        if (there == null && !alone.isEmpty()) {
            problems.add(
                    "%s does not exist on the target, but tables with the names of its partitions do"
                            .formatted(table.target()),
                    "Make %s there as a table that takes any row, or drop the others if they are not needed."
                            .formatted(table.target()));
        }
    }
}
