package dev.datamigration.transfer.full.table;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.checkpoint.TableCheckpoint;
import dev.datamigration.database.load.ColumnPair;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.TableKey;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.selection.RowCondition;
import dev.datamigration.database.selection.WantedTables;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.transfer.run.DirectedFilter;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says what is to be loaded: from the catalog at first, from the checkpoints and the catalog later. */
public final class LoadTables {
    private final Run run;
    private final MigrationPlan plan;

    public LoadTables(Run run) {
        this.run = run;
        this.plan = run.plan();
    }

    private List<DataTable> tables(Connection source) throws SQLException {
        return run.from().tables().tables(source, new ObjectFilter(plan.objects()));
    }

    /** Names on the target of everything that is selected. */
    public List<TableName> targets(Connection source) throws SQLException {
        return tables(source).stream().map(DataTable::target).toList();
    }

    /** The tables on the target of everything that is selected, and how the task wants them. */
    public WantedTables wanted(Connection source) throws SQLException {
        return wanted(run, tables(source));
    }

    /** The tables on the target of tables of the source, and how the task wants them. */
    public static WantedTables wanted(Run run, Collection<DataTable> tables) {
        var filter = new ObjectFilter(run.plan().objects());
        var alone = new ArrayList<TableName>();
        var together = new TreeMap<TableName, RowCondition>();
        for (var table : tables) {
            var rows = filter.rowsOf(table.name(), table.partitionRoot());
            if (rows.isPresent() && filter.merges(table.name(), table.partitionRoot())) {
                together.put(table.target(), rows.get());
            } else {
                alone.add(table.target());
            }
        }
        return new WantedTables(alone, together);
    }

    /** Everything that is selected, as both servers have it now. */
    public List<LoadTable> selected(Connection source, Connection target) throws SQLException {
        var tables = tables(source);
        var keys = run.from().loadSource().keys(source, tables);
        var selected = new ArrayList<LoadTable>();
        var columns = run.to().loadTarget().columns(target, tables);
        for (var i = 0; i < tables.size(); i++) {
            selected.add(loadTable(meant(source, tables.get(i)), columns.get(i), keys));
        }
        return cut(selected, source, target);
    }

    /**
     * By the blocks of their files where that is better: no index is read for it, and no row out of its place. Where somebody's rows are
     * on the target, it must never be needed to begin the table anew.
     */
    private List<LoadTable> cut(List<LoadTable> selected, Connection source, Connection target) throws SQLException {
        var byBlocks = new ArrayList<LoadTable>();
        for (var table : selected) {
            if (table.inChunks()
                    && BlockCut.isBetter(table.table(), plan)
                    && !run.to().loadTarget().hasRows(target, table.table().target())
                    && !run.checkpoints().pieces().isShared(target, table.table())) {
                byBlocks.add(table);
            }
        }
        var files = files(source, byBlocks);
        return selected.stream()
                .map(table -> table.cutBy(files.get(table.name())))
                .toList();
    }

    /** The files that tables have now by whose blocks they can be cut. */
    public Map<TableName, Long> files(Connection source, Collection<LoadTable> tables) throws SQLException {
        return run.from()
                .loadSource()
                .files(source, tables.stream().map(LoadTable::table).toList());
    }

    /**
     * Those of the planned tables that are not complete.
     *
     * @throws FailureException SourceSchemaChanged if one of them is gone or has other columns than when it was planned
     */
    public List<LoadTable> incomplete(Connection source, Collection<TableCheckpoint> planned) throws SQLException {
        var tables = new TreeMap<TableName, DataTable>();
        tables(source).forEach(table -> tables.put(table.name(), table));
        var keys = run.from().loadSource().keys(source, tables.values());
        var incomplete = new ArrayList<LoadTable>();
        for (var checkpoint : planned) {
            if (!checkpoint.complete()) {
                var table = tables.get(checkpoint.name());
                checkUnchanged(checkpoint, table);
                incomplete.add(loadTable(meant(source, table), checkpoint.columns(), keys)
                        .cutBy(checkpoint.file()));
            }
        }
        return incomplete;
    }

    /** The table with the rows that are meant. */
    private DataTable meant(Connection source, DataTable table) throws SQLException {
        return run.from().tables().meant(source, Side.Source, table, DirectedFilter.rowsOf(run, table));
    }

    /**
     * Without a key, a mix of two snapshots could not be made exact after an interruption; nor can that of a table whose
     * changes are not in the log. Where no index sorts the rows, each chunk would cost a sort of them all.
     */
    private LoadTable loadTable(DataTable table, List<ColumnPair> columns, Map<TableName, TableKey> keys) {
        var mayMix = !(table.unlogged() && plan.has(MigrationType.Incremental));
        return new LoadTable(table, columns, mayMix ? keys.get(table.name()) : null);
    }

    private static void checkUnchanged(TableCheckpoint checkpoint, DataTable table) {
        var now = table == null
                ? List.of()
                : table.copiedColumns().stream()
                        .map(column -> column.name() + " " + column.type())
                        .toList();
        var planned = checkpoint.columns().stream()
                .map(column -> column.name() + " " + column.sourceType())
                .toList();
        if (table == null || !now.equals(planned)) {
            throw new FailureException(new Failure(
                    FailureCode.SourceSchemaChanged,
                    Side.Source,
                    "Table %s on the source was planned with the columns %s and now %s, before it was loaded."
                            .formatted(checkpoint.name(), planned, table == null ? "does not exist" : "has " + now),
                    "Undo the change on the source and resume, or end this task and start a new one with empty tables"
                            + " on the target."));
        }
    }
}
