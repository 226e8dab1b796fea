package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.api.task.StartFrom;
import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.run.DirectedFilter;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** Keeps the log of those tables of the side that is read which have a counterpart on the other side. */
final class CapturedSelection {
    private CapturedSelection() {}

    /**
     * Begins in place of whatever was kept before.
     *
     * @param read to the side that is read
     * @param written to the other side
     * @param boundSeconds how long to wait for open transactions; 0 for as long as it takes
     */
    static Position begin(Run run, Connection read, Connection written, int boundSeconds) {
        StructureTelling.prepare(run, read);
        return run.capture().begin(run.scope(), read, filter(run, written), counterparts(run, written), boundSeconds);
    }

    /**
     * The same, from where something of somebody else's has kept the log.
     *
     * @throws dev.datamigration.failure.FailureException StartNotProven if the log is not known to be whole from there on
     */
    static Position beginFrom(Run run, Connection read, Connection written, StartFrom from) {
        StructureTelling.prepare(run, read);
        return run.capture().beginFrom(run.scope(), read, filter(run, written), counterparts(run, written), from);
    }

    private static ObjectFilter filter(Run run, Connection written) {
        return SqlWork.call(
                run.to().server(), run.scope(), "reading the catalog", () -> DirectedFilter.of(run, written));
    }

    private static Set<TableName> counterparts(Run run, Connection written) {
        return SqlWork.call(run.to().server(), run.scope(), "reading the catalog", () -> tables(run, written));
    }

    private static Set<TableName> tables(Run run, Connection written) throws SQLException {
        var catalog = run.to().tables();
        var names = new TreeSet<>(catalog.partitioned(written, ObjectFilter.EVERYTHING));
        catalog.tables(written, ObjectFilter.EVERYTHING).stream()
                .filter(table -> !table.unlogged())
                .map(DataTable::name)
                .forEach(names::add);
        return names;
    }
}
