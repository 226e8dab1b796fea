package dev.datamigration.transfer.verify.result;

import dev.datamigration.api.status.RepairStatus;
import dev.datamigration.database.checkpoint.RowDifferenceStore;
import dev.datamigration.database.checkpoint.RowDifferenceStore.DifferenceClass;
import dev.datamigration.database.checkpoint.RowDifferenceStore.RecordedDifference;
import dev.datamigration.database.checkpoint.RowDifferenceStore.RepairedRow;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.database.table.TableName;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Keeps the differences of a comparison on the target, and which of them were repaired. */
public final class DifferenceStore {
    private final RowDifferenceStore store;
    private final Direction direction;
    private final ComparisonSession target;
    private final FencedWrites writes;

    /** @param target of its own, in autocommit mode */
    public DifferenceStore(Run run, long runNonce, ComparisonSession target) {
        this.store = run.checkpoints().rowDifferences(runNonce);
        this.direction = run.direction();
        this.target = target;
        this.writes = new FencedWrites(run, target);
    }

    /** The query that shows the correction SQL to people. */
    public String query() {
        return direction.tell("On the target") + ": " + store.query();
    }

    /** Forgets the differences an earlier comparison of the table recorded. */
    public void begin(TableName table) {
        begin(List.of(table));
    }

    /** As {@link #begin(TableName)}, of many tables. */
    public void begin(Collection<TableName> tables) {
        writes.write(connection -> store.forget(connection, tables));
    }

    public void add(TableName table, List<RecordedDifference> differences) {
        writes.write(connection -> store.add(connection, table, differences));
    }

    /** All that were recorded of a table, those that were repaired since included. */
    public List<RecordedDifference> of(TableName table) {
        return read(connection -> store.of(connection, table));
    }

    /**
     * Notes that rows were written, in the transaction that writes them; a row may be written more than once.
     *
     * @param rows by the numbers of their differences; one that was not recorded has a new number
     */
    public void repaired(Connection connection, TableName table, Map<Integer, RepairedRow> rows) throws SQLException {
        store.repaired(connection, table, rows);
    }

    /** Returns how many rows of the table were repaired so far, by class; nothing is said of those that are left. */
    public RepairStatus repaired(TableName table) {
        var counts = read(connection -> store.repaired(connection, table));
        return new RepairStatus(
                counts.getOrDefault(DifferenceClass.SourceOnly, 0L),
                counts.getOrDefault(DifferenceClass.Mismatched, 0L),
                counts.getOrDefault(DifferenceClass.TargetOnly, 0L),
                null,
                null);
    }

    private <T> T read(ComparisonSession.Question<T> question) {
        synchronized (target) {
            return target.ask(question);
        }
    }
}
