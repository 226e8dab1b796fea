package dev.datamigration.transfer.run;

import dev.datamigration.database.SqlWork;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.selection.RowCondition;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.plan.Direction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** The selection of a task as a run's direction needs it: in the names of the server that is read. */
public final class DirectedFilter {
    private DirectedFilter() {}

    /** Returns which tables of {@link Run#from()} are meant, and what they are called on {@link Run#to()}; may ask that. */
    public static ObjectFilter of(Run run) {
        if (run.direction() == Direction.Forward) {
            return new ObjectFilter(run.plan().objects());
        }
        return SqlWork.connected(
                run.to().server(), run.scope(), "catalog", "reading the catalog", connection -> of(run, connection));
    }

    /** As {@link #of(Run)}, with a connection to {@link Run#to()}. */
    public static ObjectFilter of(Run run, Connection target) throws SQLException {
        var selected = new ObjectFilter(run.plan().objects());
        return run.direction() == Direction.Forward ? selected : selected.inverted(originals(run, target, selected));
    }

    /** Returns the condition of the rows that are meant of a table of {@link Run#from()}; the way back knows of none. */
    public static Optional<RowCondition> rowsOf(Run run, DataTable table) {
        return run.direction() == Direction.Forward
                ? new ObjectFilter(run.plan().objects()).rowsOf(table.name(), table.partitionRoot())
                : Optional.empty();
    }

    private static Collection<TableName> originals(Run run, Connection target, ObjectFilter selected)
            throws SQLException {
        var names = new TreeSet<>(run.to().tables().partitioned(target, selected));
        run.to().tables().tables(target, selected).forEach(table -> names.add(table.name()));
        return names;
    }
}
