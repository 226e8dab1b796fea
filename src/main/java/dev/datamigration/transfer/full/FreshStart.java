package dev.datamigration.transfer.full;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.log.LogIdentity;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.LoadTables;
import dev.datamigration.transfer.full.table.SeenTables;
import dev.datamigration.transfer.run.LogContinuity;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.schema.SchemaMigration;
import java.sql.Connection;
import java.util.List;

/** Begins a load of which no row is on the target yet. Whatever an earlier attempt prepared is made anew. */
final class FreshStart {
    private static final int ATTEMPTS = 20;

    private final Run run;
    private final RunScope scope;

    FreshStart(Run run, RunScope scope) {
        this.run = run;
        this.scope = scope;
    }

    LoadStart begin(Connection source, TargetSession target, LoadState state) {
        var snapshots = run.from().snapshots();
        var filter = new ObjectFilter(run.plan().objects());
        var readers = run.plan().fullMigration().parallelism();
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var tables = tables(source, target);
            var incremental = run.plan().has(MigrationType.Incremental);
            if (incremental && tables.isEmpty() && state.logKept()) {
                // the slot may already serve partitions that did not exist when it was made
                return new LoadStart(null, List.of());
            }
            var log = incremental ? LogContinuity.present(run.within(scope)) : null;
            var snapshot = incremental
                    ? snapshots.capture(scope, source, run.capture().name(), filter, tables, readers)
                    : snapshots.take(scope, tables, readers);
            if (SeenTables.are(tables, snapshot.tables(scope, filter))) {
                return planned(target, new LoadStart(snapshot, tables), log);
            }
            snapshot.close();
        }
        throw new FailureException(new Failure(
                FailureCode.SnapshotLost,
                Side.Source,
                "Tables were made, altered or dropped on the source each time the load took its snapshot.",
                "Pause what makes, alters or drops tables so often."));
    }

    /** As both servers have them now; those that the source got since the schema was migrated are made first. */
    private List<LoadTable> tables(Connection source, TargetSession target) {
        if (run.plan().has(MigrationType.Schema) && lacksTables(source, target)) {
            new TargetClaim(run.within(scope)).take();
            new SchemaMigration(run.within(scope), status -> {}).beforeLoad();
        }
        return target.transaction("reading the tables", connection -> new LoadTables(run).selected(source, connection));
    }

    private boolean lacksTables(Connection source, TargetSession target) {
        return target.transaction(
                "reading the tables",
                connection -> run.to().loadTarget().lacks(connection, new LoadTables(run).targets(source)));
    }

    /** @param log that the snapshot's position belongs to; null where it has none */
    private LoadStart planned(TargetSession target, LoadStart start, LogIdentity log) {
        target.change("planning the load", connection -> {
            run.checkpoints()
                    .claimedTables()
                    .claim(
                            connection,
                            LoadTables.wanted(
                                    run,
                                    start.tables().stream()
                                            .map(LoadTable::table)
                                            .toList()));
            run.checkpoints().loadedTables().plan(connection, start.tables());
            if (log != null) {
                LogContinuity.record(run).place(connection, log);
            }
            if (start.snapshot().end() != null) {
                run.checkpoints()
                        .loadedTables()
                        .move(connection, start.snapshot().positions(start.tables()));
            }
        });
        return start;
    }
}
