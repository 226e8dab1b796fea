package dev.datamigration.transfer.join;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.RemovedTableHandling;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.BaselinePartStore.BaselinePart;
import dev.datamigration.database.checkpoint.ObjectChangeStore.LeavingTable;
import dev.datamigration.database.schema.SchemaCreation;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.schema.SchemaMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** Lets tables leave a task: from one transaction on nothing is remembered of them, but that changes of them may still come. */
final class RemovedTables {
    private static final int LOCK_SECONDS = 30;
    private static final int LISTED = 20;

    private final Run run;
    private final List<LeavingTable> tables;
    private final RemovedTableHandling handling;

    /** @param before the selection under which they got their names on the target */
    RemovedTables(Run run, SortedSet<TableName> names, ObjectSelection before, RemovedTableHandling handling) {
        var filter = new ObjectFilter(before);
        this.run = run;
        this.tables = names.stream()
                .map(name -> new LeavingTable(name, filter.targetOf(name)))
                .toList();
        this.handling = handling;
    }

    /** @throws FailureException TableNeeded if a table that stays points to one of them */
    void check() {
        SqlWork.connected(run.to().server(), run.scope(), "objects", "reading the foreign keys", target -> {
            check(target);
            return null;
        });
    }

    private void check(Connection target) throws SQLException {
        if (tables.isEmpty()) {
            return;
        }
        var references = run.to().tableRemoval().references(target, targets());
        if (!references.isEmpty()) {
            throw new FailureException(
                    new Failure(
                            FailureCode.TableNeeded,
                            Side.Target,
                            "Foreign keys of tables that stay in the task point to tables that are to be removed from it, and would be broken without a word: %s%s."
                                    .formatted(
                                            String.join(
                                                    "; ",
                                                    references.stream()
                                                            .limit(LISTED)
                                                            .toList()),
                                            references.size() > LISTED
                                                    ? Quantity.of(
                                                            references.size() - LISTED,
                                                            "; and 1 more",
                                                            "; and %,d more")
                                                    : ""),
                            "Put spec.objects back, or remove the tables with these foreign keys as well, or drop the foreign keys on both sides; then try again."));
        }
    }

    /**
     * The task's synchronisation must rest.
     *
     * @param objects that stay selected
     */
    void leave(ObjectSelection objects) {
        var forgetting = new SchemaMigration(run.ofPart(run.scope(), objects), schema -> {}).forgetting();
        try (var target = new TargetSession(run, run.scope(), "objects")) {
            target.change("removing tables from the task", connection -> leave(connection, objects, forgetting));
        }
        run.select(objects);
    }

    private void leave(Connection target, ObjectSelection objects, SchemaCreation.Write forgetting)
            throws SQLException {
        check(target);
        var claimed = run.checkpoints().claimedTables().claimed(target);
        run.checkpoints().objectChanges().remove(target, tables);
        forgetting.to(target);
        var baseline = run.checkpoints().baseline();
        baseline.remove(target, forgotten(baseline.list(target), new ObjectFilter(objects)));
        if (handling == RemovedTableHandling.Drop) {
            checkClaimed(claimed);
            run.to().server().limitLocks(target, LOCK_SECONDS);
            run.to().tableRemoval().drop(target, targets());
        }
    }

    /** A table that was called otherwise here may be anybody's. */
    private void checkClaimed(Set<TableName> claimed) {
        var others = targets().stream()
                .filter(name -> !claimed.contains(name))
                .map(TableName::toString)
                .toList();
        if (!others.isEmpty()) {
            throw new FailureException(
                    new Failure(
                            FailureCode.TableNeeded,
                            Side.Target,
                            "Tables of the target that are to be dropped are not this task's by its checkpoints: %s."
                                    .formatted(String.join(", ", others)),
                            "Keep the entries of spec.objects.renameTables and renameSchemas of tables that are removed until they are gone, or have the tables left on the target."));
        }
    }

    /** That they are not among what is compared any more is no change of the source. */
    private List<BaselinePart> forgotten(Collection<BaselinePart> parts, ObjectFilter selected) {
        var sources = Set.copyOf(tables.stream().map(LeavingTable::source).toList());
        return parts.stream()
                .filter(part -> sources.contains(part.object()) || !selected.includes(part.object()))
                .toList();
    }

    private List<TableName> targets() {
        return tables.stream().map(LeavingTable::target).toList();
    }
}
