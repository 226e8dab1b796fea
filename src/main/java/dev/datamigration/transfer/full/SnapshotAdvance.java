package dev.datamigration.transfer.full;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.Lsn;
import dev.datamigration.database.postgres.replication.ExportedSnapshot;
import dev.datamigration.transfer.Run;
import dev.datamigration.transfer.checkpoint.LoadWitnessCheck;
import java.util.Map;

/**
 * Brings finished chunks of unfinished tables up to a newer snapshot, without copying them again: the log since their
 * position says which keys changed, and only these are deleted and copied anew, each table in one transaction.
 */
final class SnapshotAdvance {
    private final Run run;
    private final RunScope scope;
    private final LoadCheckpoints checkpoints;

    SnapshotAdvance(Run run, RunScope scope, LoadCheckpoints checkpoints) {
        this.run = run;
        this.scope = scope;
        this.checkpoints = checkpoints;
    }

    /**
     * @param tables that are cut into chunks, some of them finished, and the position as of which these stand
     * @param log is held against what it was when the load went on before
     */
    void bringTo(ExportedSnapshot snapshot, Map<LoadTable, Lsn> tables, TargetSession target, LoadWitnessCheck log) {
        var keys = new TouchedKeys(target, tables.keySet());
        new ChangedKeysReader(run, scope, tables, keys, log).readUntil(snapshot.position());
        keys.flush();
        // before any table stands as of this position
        target.change(
                "noting the last transaction",
                connection -> log.at(snapshot.position()).place(connection, scope.taskId()));
        try (var reader = new SourceReader(run, scope, snapshot)) {
            tables.keySet().forEach(table -> bringTo(snapshot.position(), table, keys, reader, target));
        }
        keys.drop();
    }

    private void bringTo(Lsn position, LoadTable table, TouchedKeys keys, SourceReader reader, TargetSession target) {
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
                            source -> new CopyPipe(run, scope, (rows, bytes) -> {}, "changed rows of " + table.name())
                                    .copy(
                                            source,
                                            CopySql.out(table, table.key().among(page) + " AND (" + finished + ")"),
                                            connection,
                                            CopySql.in(table))));
            checkpoints.setPosition(connection, table.name(), position);
        });
    }
}
