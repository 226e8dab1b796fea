package dev.datamigration.transfer.incremental.apply;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.ChangeCounts;
import dev.datamigration.database.checkpoint.LateWriteStore;
import dev.datamigration.database.checkpoint.PositionStore;
import dev.datamigration.database.checkpoint.ReadLogStore;
import dev.datamigration.database.log.LogIdentity;
import dev.datamigration.database.log.LogMessage.Commit;
import dev.datamigration.database.log.LogMessage.StructureChange;
import dev.datamigration.database.replay.StructureRecord;
import dev.datamigration.database.replay.StructureReplay;
import dev.datamigration.database.replay.StructureStep;
import dev.datamigration.database.table.TableName;
import dev.datamigration.database.write.BoundTable;
import dev.datamigration.database.write.RowWriter;
import dev.datamigration.database.write.TableBinder;
import dev.datamigration.transfer.incremental.change.ChangeBatch;
import dev.datamigration.transfer.incremental.change.Segment;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Writes groups to the target. A transaction of the target is begun by the first group, takes any number of them, and
 * ends by {@link #commit}, which writes the position with them. After an exception the writer is of no more use.
 */
public final class TargetWriter implements AutoCloseable {
    /** Standard SQL's class of errors. */
    private static final String INTEGRITY_VIOLATION = "23";

    private final Run run;
    private final Connection connection;
    private final TableWriter tables;
    private final RowWriter rows;
    private final TableBinder binder;
    private final PositionStore applied;
    private final StructureReplay structure;
    private boolean open;
    private boolean marked;
    private boolean altered;
    private long conflicts;

    public TargetWriter(Run run, TableBinder binder) {
        this.run = run;
        this.binder = binder;
        this.applied = run.applied();
        this.structure = run.pairing().structureReplay(run.scope(), run.plan());
        this.connection = ApplySession.open(run, "apply");
        this.rows = run.to().rowWriting().writer(connection, () -> run.known().isUnverified(run.direction()));
        this.tables = new TableWriter(rows);
    }

    /** Writes a group within the transaction. */
    public void write(ChangeBatch group) {
        run.limiter().acquire(run.scope(), group.counts().rows(), group.bytes(), this::touch);
        begin();
        mark();
        for (var segment : group.segments()) {
            if (segment instanceof Segment.Rows changed) {
                write(changed);
            } else if (segment instanceof Segment.Single single) {
                conflicts += on(single.table(), () -> tables.writeInOrder(single.table(), List.of(single.change())));
            } else if (segment instanceof Segment.Truncation truncation) {
                work("truncating tables", () -> rows.truncate(truncation.tables(), truncation.restartIdentity()));
            }
        }
    }

    /** What is left to be done of a change of the structure, as the transaction sees it. */
    public List<StructureStep> steps(StructureChange change, Predicate<TableName> passed) {
        begin();
        return SqlWork.call(
                run.to().server(),
                run.scope(),
                "looking what was changed of the structure",
                () -> structure.steps(connection, change, passed));
    }

    /** Notes within the transaction that a change of the structure is left out. */
    public void leaveOut(StructureRecord record) {
        begin();
        work(
                "noting a change of the structure",
                () -> run.checkpoints().structureRecords().add(connection, record));
    }

    /**
     * Changes the structure within the transaction.
     *
     * @param before of the source's transaction that changed it
     */
    public void alter(List<StructureStep> steps, Position before, StructureRecord record) {
        mark();
        work("changing the structure", () -> {
            steps.forEach(step -> TablesInPart.check(run, step));
            structure.run(connection, steps);
            for (var step : steps) {
                note(step, before);
            }
            run.checkpoints().structureRecords().add(connection, record);
        });
        binder.within(connection);
        altered = true;
    }

    /** A task that loads knows its tables by name: those that are compared, and may be written to by nobody else. */
    private void note(StructureStep step, Position before) throws SQLException {
        if (!run.plan().has(MigrationType.Full)) {
            return;
        }
        var loaded = run.checkpoints().loadedTables();
        var claimed = run.checkpoints().claimedTables();
        if (step.before() != null) {
            claimed.leave(connection, List.of(step.before().target()));
        }
        if (step.after() != null) {
            claimed.claim(connection, TablesInPart.wanted(run, step.after()));
        }
        if (step.before() != null && step.after() != null) {
            loaded.rename(connection, step.before().source(), step.after().source());
        } else if (step.before() != null) {
            loaded.leave(connection, step.before().source());
        } else if (step.after() != null) {
            loaded.join(connection, step.after().source(), before);
        }
    }

    /** Whoever waits for the limits in the middle of a long transaction does not idle in it. */
    private void touch() {
        if (open) {
            work("waiting for spec.limits", rows::touch);
        }
    }

    private void begin() {
        if (!open) {
            work("beginning to apply changes", () -> run.to().fence().check(connection, run.scope()));
            open = true;
        }
    }

    /** Only where the log of this database is, or will be, read for the way back. */
    private void mark() {
        if (!marked && run.plan().has(MigrationType.ReverseIncrement)) {
            work("marking the transaction", () -> applied.mark(connection));
            marked = true;
        }
    }

    /** Notes changes that came late, within the transaction that applies them. */
    void note(LateWriteStore.Origin origin, LateChanges changes) {
        begin();
        mark();
        work("noting late changes", () -> changes.write(connection, run.lateWrites(), origin));
    }

    /**
     * Tries the compacted form first. Where a constraint refuses it, which can be for the order only (two rows that
     * swap a unique value), that table's changes are written once more in the order of the source.
     */
    private void write(Segment.Rows changed) {
        Set<BoundTable> inOrder = Collections.newSetFromMap(new IdentityHashMap<>());
        var savepoint = savepoint();
        while (true) {
            try {
                conflicts += write(changed, inOrder);
                work("applying changes", () -> connection.releaseSavepoint(savepoint));
                return;
            } catch (RefusedChanges refused) {
                if (!inOrder.add(refused.table())) {
                    throw failure(refused.table(), refused.getCause());
                }
                work("applying changes", () -> connection.rollback(savepoint));
            }
        }
    }

    private Savepoint savepoint() {
        return SqlWork.call(run.to().server(), run.scope(), "applying changes", () -> connection.setSavepoint("rows"));
    }

    private long write(Segment.Rows changed, Set<BoundTable> inOrder) throws RefusedChanges {
        var met = 0L;
        for (var entry : changed.tables().entrySet()) {
            var table = entry.getKey();
            var changes = entry.getValue();
            try {
                met += table.hasKey() && !inOrder.contains(table)
                        ? tables.writeNet(table, changes.net())
                        : tables.writeInOrder(table, changes.inOrder());
            } catch (SQLException e) {
                if (!table.hasKey() || !isViolation(e)) {
                    throw failure(table, e);
                }
                throw new RefusedChanges(table, e);
            }
        }
        return met;
    }

    private static boolean isViolation(SQLException error) {
        return error.getSQLState() != null && error.getSQLState().startsWith(INTEGRITY_VIOLATION);
    }

    /**
     * Commits what was written, if anything, together with the position.
     *
     * @param last transaction received, or null where there was none since the last time
     * @return how many conflicts there were
     */
    public long commit(Position position, Commit last, ChangeCounts counts) {
        begin();
        var met = conflicts;
        work("committing changes", () -> {
            applied.advance(
                    connection,
                    position,
                    last == null ? null : last.transaction(),
                    last == null ? null : last.commitTime(),
                    counts.withConflicts(met));
            connection.commit();
        });
        open = false;
        marked = false;
        conflicts = 0;
        if (altered) {
            binder.within(null);
            altered = false;
        }
        return met;
    }

    /** Commits the first position of all, and whose log it belongs to. */
    public void begin(Position position, ReadLogStore record, LogIdentity log) {
        begin();
        work("saving the first position", () -> record.place(connection, log));
        commit(position, null, ChangeCounts.NONE);
    }

    private long on(BoundTable table, SqlWork.Call<Long> work) {
        try {
            return work.call();
        } catch (SQLException e) {
            throw failure(table, e);
        }
    }

    private RuntimeException failure(BoundTable table, SQLException error) {
        return RefusedRows.explain(run, binder, table, error);
    }

    private void work(String doing, SqlWork.Action action) {
        SqlWork.run(run.to().server(), run.scope(), doing, action);
    }

    /** Closes the connection, and so rolls back what is not committed. */
    @Override
    public void close() {
        run.scope().close(connection);
    }

    /** A constraint refused a table's changes. */
    private static final class RefusedChanges extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient BoundTable table;

        RefusedChanges(BoundTable table, SQLException cause) {
            super(cause);
            this.table = table;
        }

        BoundTable table() {
            return table;
        }

        @Override
        public synchronized SQLException getCause() {
            return (SQLException) super.getCause();
        }
    }
}
