package dev.datamigration.transfer.full;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.TableCheckpoint;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.remainder.RetainedLog;
import dev.datamigration.transfer.full.remainder.SnapshotAdvance;
import dev.datamigration.transfer.full.table.LoadTables;
import dev.datamigration.transfer.run.CheckpointFailures;
import dev.datamigration.transfer.run.LogContinuity;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Goes on with a load that was interrupted. The snapshot of then is gone: what is missing is read under a new one, and
 * what was loaded of unfinished tables is brought up to it.
 */
final class ResumedStart {
    private final Run run;
    private final RunScope scope;

    ResumedStart(Run run, RunScope scope) {
        this.run = run;
        this.scope = scope;
    }

    LoadStart begin(Connection source, TargetSession target, LoadState state) {
        var incremental = run.plan().has(MigrationType.Incremental);
        var log = incremental ? LogContinuity.check(run.within(scope)) : null;
        if (incremental) {
            checkSlot(state);
        }
        var unfinished = read(() -> new LoadTables(run).incomplete(source, state.tables()));
        var files = read(() -> new LoadTables(run)
                .files(source, unfinished.stream().filter(LoadTable::byBlocks).toList()));
        var begun = begun(state);
        var snapshots = run.from().snapshots();
        var readers = run.plan().fullMigration().parallelism();
        var snapshot = incremental
                ? snapshots.beside(scope, run.capture().name(), unfinished, readers)
                : snapshots.take(scope, unfinished, readers);
        // the snapshot may be of a later file, which whoever reads the table finds out
        var elsewhere = unfinished.stream()
                .filter(table -> table.byBlocks() && !table.file().equals(files.get(table.name())))
                .collect(Collectors.toSet());
        if (!incremental) {
            // a row that has moved since would be copied twice, or never
            unfinished.stream()
                    .filter(table -> table.byBlocks() && begun.containsKey(table.name()))
                    .forEach(elsewhere::add);
            return new LoadStart(snapshot, withAnew(unfinished, elsewhere, files, target));
        }
        var retained =
                new RetainedLog(run, scope, log, state.kept().orElseThrow().confirmed());
        var left = new SnapshotAdvance(run, scope)
                .bringTo(snapshot, changedSinceLoaded(unfinished, begun), elsewhere, target, retained);
        var notLeft = unfinished.stream().filter(table -> !left.contains(table)).toList();
        var tables = withAnew(notLeft, elsewhere, files, target);
        target.change(
                "recording positions",
                connection -> run.checkpoints().loadedTables().move(connection, snapshot.positions(tables)));
        return new LoadStart(snapshot, tables);
    }

    private <T> T read(SqlWork.Call<T> work) {
        return SqlWork.call(run.from().server(), scope, "reading the tables", work);
    }

    private List<LoadTable> withAnew(
            List<LoadTable> tables, Set<LoadTable> anew, Map<TableName, Long> files, TargetSession target) {
        var beginning = new BeginningAnew(run, target);
        return tables.stream()
                .map(table -> anew.contains(table) ? beginning.of(table, files.get(table.name())) : table)
                .toList();
    }

    /** Tables with finished chunks, and since when they must be caught up. */
    private static Map<LoadTable, Position> changedSinceLoaded(
            List<LoadTable> tables, Map<TableName, TableCheckpoint> begun) {
        return tables.stream()
                .filter(table -> begun.containsKey(table.name()))
                .collect(Collectors.toMap(
                        table -> table, table -> begun.get(table.name()).position()));
    }

    private static Map<TableName, TableCheckpoint> begun(LoadState state) {
        return state.tables().stream()
                .filter(checkpoint -> checkpoint.chunksDone() > 0)
                .collect(Collectors.toMap(TableCheckpoint::name, checkpoint -> checkpoint));
    }

    /** The slot moves only while changes are applied: one that has moved has seen a later state of the target. */
    private void checkSlot(LoadState state) {
        if (!state.logKept()) {
            throw slotLost(state);
        }
        var confirmed = state.kept().orElseThrow().confirmed();
        state.tables().stream()
                .map(TableCheckpoint::position)
                .filter(position -> position != null && !position.covers(confirmed))
                .findFirst()
                .ifPresent(position -> {
                    throw CheckpointFailures.slotIsAhead(run, confirmed, position);
                });
    }

    private FailureException slotLost(LoadState state) {
        return new FailureException(new Failure(
                FailureCode.SlotLost,
                Side.Source,
                "On the source, %s %s, so that changes made since the load began are missing."
                        .formatted(
                                run.capture().described(),
                                state.kept().isPresent() ? "lost the log it needs" : "does not exist any more"),
                "End this task, empty its tables on the target, and start a new task; raise max_slot_wal_keep_size on"
                        + " the source if the log was removed."));
    }
}
