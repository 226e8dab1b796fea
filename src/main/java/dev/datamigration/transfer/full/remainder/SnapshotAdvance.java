package dev.datamigration.transfer.full.remainder;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.RowSelection;
import dev.datamigration.database.load.Snapshot;
import dev.datamigration.database.load.SnapshotReader;
import dev.datamigration.database.load.TouchedKeys;
import dev.datamigration.transfer.full.copy.CopyPipe;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.FinishedRanges;
import dev.datamigration.transfer.full.table.RewrittenTables;
import dev.datamigration.transfer.full.table.Truncations;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.util.Map;
import java.util.Set;

/**
 * Brings finished chunks of unfinished tables up to a newer snapshot, without copying them again: the log since their
 * position says which keys changed, and only these are deleted and copied anew, each table in one transaction.
 */
public final class SnapshotAdvance {
    private final Run run;
    private final RunScope scope;

    public SnapshotAdvance(Run run, RunScope scope) {
        this.run = run;
        this.scope = scope;
    }

    /**
     * @param tables that are cut into chunks, some of them finished, and the position as of which these stand
     * @param rewritten of these, those that lie in another file now than the one by whose blocks they are cut: they are not brought there
     * @return those that were truncated since, and are {@linkplain LeftToLog left to the log}
     * @throws dev.datamigration.failure.FailureException SnapshotLost if a table was truncated since the snapshot; then
     *     the next attempt finds that in the log
     */
    public Set<LoadTable> bringTo(
            Snapshot snapshot,
            Map<LoadTable, Position> tables,
            Set<LoadTable> rewritten,
            TargetSession target,
            RetainedLog log) {
        var keys = run.to().loadTarget().touchedKeys(target, tables.keySet());
        var truncations = new Truncations(tables);
        log.readUntil(snapshot.end(), target, new ChangedKeysReader(run, tables, keys).andThen(truncations));
        keys.flush();
        var truncated = LeftToLog.isPossible(run.plan()) ? truncations.found() : Map.<LoadTable, Position>of();
        new LeftToLog(run, target).leave(truncated);
        try (var reader = snapshot.open(scope)) {
            tables.keySet().stream()
                    .filter(table -> !truncated.containsKey(table) && !rewritten.contains(table))
                    .forEach(table -> bringTo(snapshot.position(table.name()), table, keys, reader, target));
        }
        keys.drop();
        return truncated.keySet();
    }

    private void bringTo(
            Position position, LoadTable table, TouchedKeys keys, SnapshotReader reader, TargetSession target) {
        target.change("catching up " + table.name(), connection -> {
            run.to().loadTarget().lock(connection, table);
            keys.deleteRows(connection, table);
            var finished = FinishedRanges.merged(run.checkpoints().chunks().finished(connection, table));
            keys.forEachPage(
                    connection,
                    table,
                    page -> read(table, new RowSelection.WithKeys(page, finished), reader, connection));
            run.checkpoints().loadedTables().move(connection, Map.of(table.name(), position));
        });
    }

    private void read(LoadTable table, RowSelection rows, SnapshotReader reader, Connection target) {
        reader.read(
                        table,
                        rows,
                        source -> new CopyPipe(run, scope, (count, bytes) -> {}, "changed rows of " + table.name())
                                .copy(table, rows, source, target))
                .orElseThrow(() -> RewrittenTables.failure(table));
    }
}
