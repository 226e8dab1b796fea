package dev.datamigration.transfer.full.remainder;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.checkpoint.WholeTableCheckpoints;
import dev.datamigration.database.postgres.replication.ExportedSnapshot;
import dev.datamigration.transfer.full.copy.CopyPipe;
import dev.datamigration.transfer.full.copy.CopySql;
import dev.datamigration.transfer.full.copy.SourceReader;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.FinishedRanges;
import dev.datamigration.transfer.full.table.LoadCheckpoints;
import dev.datamigration.transfer.full.table.LoadTable;
import dev.datamigration.transfer.full.table.RewrittenTables;
import dev.datamigration.transfer.full.table.TargetColumnTypes;
import dev.datamigration.transfer.full.table.Truncations;
import dev.datamigration.transfer.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings finished chunks of unfinished tables up to a newer snapshot, without copying them again: the log since their
 * position says which keys changed, and only these are deleted and copied anew, each table in one transaction.
 */
public final class SnapshotAdvance {
    private final Run run;
    private final RunScope scope;
    private final LoadCheckpoints checkpoints;

    public SnapshotAdvance(Run run, RunScope scope, LoadCheckpoints checkpoints) {
        this.run = run;
        this.scope = scope;
        this.checkpoints = checkpoints;
    }

    /**
     * @param tables that are cut into chunks, some of them finished, and the position as of which these stand
     * @return those that were truncated since, and are {@linkplain LeftToLog left to the log}
     * @throws dev.datamigration.failure.FailureException SnapshotLost if a table was truncated since the snapshot; then
     *     the next attempt finds that in the log
     */
    public Set<LoadTable> bringTo(
            ExportedSnapshot snapshot, Map<LoadTable, Position> tables, TargetSession target, RetainedLog log) {
        var keys = new TouchedKeys(target, tables.keySet());
        var truncations = new Truncations(tables);
        log.readUntil(snapshot.position(), target, new ChangedKeysReader(run, tables, keys).andThen(truncations));
        keys.flush();
        var truncated = LeftToLog.isPossible(run.plan()) ? truncations.found() : Map.<LoadTable, Position>of();
        new LeftToLog(run, checkpoints, target).leave(truncated);
        try (var reader = new SourceReader(run, scope, snapshot)) {
            tables.keySet().stream()
                    .filter(table -> !truncated.containsKey(table))
                    .forEach(table -> bringTo(snapshot.position(), table, keys, reader, target));
        }
        keys.drop();
        return truncated.keySet();
    }

    private void bringTo(
            Position position, LoadTable table, TouchedKeys keys, SourceReader reader, TargetSession target) {
        target.change("catching up " + table.name(), connection -> {
            TargetColumnTypes.lockAndCheck(connection, table);
            keys.deleteRows(connection, table);
            var finished = table.key().within(FinishedRanges.merged(checkpoints.finished(connection, table)));
            keys.forEachPage(
                    connection,
                    table,
                    page -> reader.read(
                                    table,
                                    true,
                                    source -> new CopyPipe(
                                                    run, scope, (rows, bytes) -> {}, "changed rows of " + table.name())
                                            .copy(
                                                    source,
                                                    CopySql.out(
                                                            table, table.key().among(page) + " AND (" + finished + ")"),
                                                    connection,
                                                    CopySql.in(table)))
                            .orElseThrow(() -> RewrittenTables.failure(table)));
            WholeTableCheckpoints.setPosition(connection, scope.taskId(), List.of(table.name()), position);
        });
    }
}
