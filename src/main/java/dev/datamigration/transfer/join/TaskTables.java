package dev.datamigration.transfer.join;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.ObjectChangeStore.Addition;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says which tables a task has, and which a selection means, as both servers have it now.
 *
 * @param objects the selection
 * @param had by the task: all that it loads or has loaded
 * @param apart tables that are being added, or have left
 * @param left once the task's own
 * @param addition that is under way
 * @param subTasks IDs of all that anything is remembered of
 * @param present tables of the source that are selected
 * @param covered of these, those whose changes the synchronisation has from their first row on
 */
record TaskTables(
        ObjectSelection objects,
        Set<TableName> had,
        Set<TableName> apart,
        Set<TableName> left,
        Optional<Addition> addition,
        List<String> subTasks,
        List<DataTable> present,
        Set<TableName> covered) {

    static TaskTables read(Run run, ObjectSelection objects) {
        return SqlWork.connected(
                run.to().server(),
                run.scope(),
                "objects",
                "reading the checkpoints",
                target -> SqlWork.connected(
                        run.from().server(),
                        run.scope(),
                        "objects",
                        "reading the tables",
                        source -> read(run, objects, source, target)));
    }

    private static TaskTables read(Run run, ObjectSelection objects, Connection source, Connection target)
            throws SQLException {
        var changes = run.checkpoints().objectChanges();
        var present = run.from().tables().tables(source, new ObjectFilter(objects));
        var apart =
                SqlWork.call(run.to().server(), run.scope(), "reading the checkpoints", () -> changes.apart(target));
        var covered = run.capture().covered(source, present).stream()
                .map(DataTable::name)
                .filter(name -> !apart.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        return SqlWork.call(
                run.to().server(),
                run.scope(),
                "reading the checkpoints",
                () -> new TaskTables(
                        objects,
                        run.checkpoints().loadedTables().names(target),
                        apart,
                        changes.left(target),
                        changes.addition(target),
                        changes.subTasks(target),
                        present,
                        covered));
    }

    /** Returns what there is to do; what is being added is added. */
    ObjectDifference difference() {
        var names = names();
        var filter = new ObjectFilter(objects);
        return ObjectDifference.of(had, covered, names, name -> names.contains(name) || filter.includes(name));
    }

    private Set<TableName> names() {
        return present.stream().map(DataTable::name).collect(Collectors.toCollection(TreeSet::new));
    }

    boolean isBeingAdded(TableName name) {
        return addition.filter(begun -> begun.names().contains(name)).isPresent();
    }

    /** Returns whether all that is being added is there, and still wanted. */
    boolean wants(Addition begun) {
        return names().containsAll(begun.names());
    }

    /** Those of these names. */
    List<DataTable> of(Collection<TableName> names) {
        return present.stream().filter(table -> names.contains(table.name())).toList();
    }

    /** The selection without tables that have yet to be added. */
    ObjectSelection followed() {
        return without(difference().added());
    }

    /** The selection without these tables, and without partitioned tables that would mean them. */
    ObjectSelection without(Collection<TableName> names) {
        var missing = of(names);
        if (missing.isEmpty()) {
            return objects;
        }
        var left = missing.stream()
                .flatMap(table -> Stream.of(table.name(), table.partitionRoot()))
                .filter(name -> name != null)
                .map(TableName::toString)
                .distinct();
        return Selections.without(objects, left.toList());
    }

    /** Names of all whose changes the synchronisation applies. */
    Set<TableName> kept() {
        var kept = new TreeSet<>(had);
        kept.addAll(covered);
        return kept;
    }
}
