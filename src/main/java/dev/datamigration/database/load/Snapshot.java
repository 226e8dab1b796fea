package dev.datamigration.database.load;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what a load reads: each table as of one moment, whoever reads it. */
public interface Snapshot extends AutoCloseable {

    /** By which another process can read it; null where none can. */
    String name();

    /** As of which a table is read: it has the transactions that this covers. Null where nothing reads the log. */
    Position position(TableName table);

    /** As of which each of some tables is read, where the log is read. */
    default Map<TableName, Position> positions(Collection<LoadTable> tables) {
        return tables.stream().collect(Collectors.toMap(LoadTable::name, table -> position(table.name())));
    }

    /** Covers the positions of all its tables; null where nothing reads the log. */
    Position end();

    /** The tables that it sees and the filter selects, sorted by name. */
    List<DataTable> tables(RunScope scope, ObjectFilter filter);

    /**
     * Opens a reader; no more at once than were asked for when the snapshot was taken, but one that is closed makes room for
     * the next.
     *
     * @throws dev.datamigration.failure.FailureException if a connection cannot be had
     */
    SnapshotReader open(RunScope scope);

    /** Lets it go; who reads under it may end what is begun. */
    @Override
    void close();
}
