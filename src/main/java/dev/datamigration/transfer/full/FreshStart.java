package dev.datamigration.transfer.full;

import dev.datamigration.api.MigrationType;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.SqlWork;
import dev.datamigration.database.postgres.catalog.ObjectFilter;
import dev.datamigration.database.postgres.catalog.PartitionRoots;
import dev.datamigration.database.postgres.catalog.PublishedTables;
import dev.datamigration.database.postgres.replication.ExportedSnapshot;
import dev.datamigration.database.postgres.replication.LogIdentity;
import dev.datamigration.database.postgres.replication.Publications;
import dev.datamigration.database.postgres.replication.ReplicationSlots;
import dev.datamigration.database.postgres.replication.SteadySlot;
import dev.datamigration.transfer.LogContinuity;
import dev.datamigration.transfer.Run;
import dev.datamigration.transfer.checkpoint.ClaimedTables;
import java.sql.Connection;
import java.util.List;

/** Begins a load of which no row is on the target yet. Whatever an earlier attempt prepared is made anew. */
final class FreshStart {
    private final Run run;
    private final RunScope scope;
    private final LoadCheckpoints checkpoints;

    FreshStart(Run run, RunScope scope, LoadCheckpoints checkpoints) {
        this.run = run;
        this.scope = scope;
        this.checkpoints = checkpoints;
    }

    LoadStart begin(Connection source, TargetSession target, LoadState state) {
        var tables = target.transaction(
                "reading the tables", connection -> new LoadTables(run.plan()).selected(source, connection));
        if (!run.plan().has(MigrationType.Incremental)) {
            return planned(target, new LoadStart(ExportedSnapshot.take(run.source(), scope), tables), null);
        }
        if (tables.isEmpty() && state.slotUsable()) {
            // the slot may already serve partitions that did not exist when it was made
            return new LoadStart(null, List.of());
        }
        var log = LogContinuity.present(run.within(scope));
        return planned(target, new LoadStart(captureFromHere(source, tables), tables), log);
    }

    /** The publication must be there before the slot: the server looks it up as of every change that it decodes. */
    private ExportedSnapshot captureFromHere(Connection source, List<LoadTable> tables) {
        SqlWork.run(run.source(), scope, "preparing the publication", () -> {
            ReplicationSlots.drop(source, run.slotName());
            var roots = PartitionRoots.read(source, new ObjectFilter(run.plan().objects()));
            var published =
                    PublishedTables.of(tables.stream().map(LoadTable::table).toList(), roots);
            Publications.ensure(source, run.publicationName(), published);
        });
        var names = tables.stream().map(LoadTable::name).toList();
        return new SteadySlot(run.source(), scope, source, names).create(run.slotName());
    }

    /** @param log that the snapshot's position belongs to; null where it has none */
    private LoadStart planned(TargetSession target, LoadStart start, LogIdentity log) {
        target.change("planning the load", connection -> {
            ClaimedTables.claim(
                    connection,
                    scope.taskId(),
                    start.tables().stream().map(table -> table.table().target()).toList());
            checkpoints.plan(connection, start.tables());
            if (log != null) {
                LogContinuity.record(run).place(connection, log);
            }
            for (var table : start.tables()) {
                if (start.snapshot().position() != null) {
                    checkpoints.setPosition(
                            connection, table.name(), start.snapshot().position());
                }
            }
        });
        return start;
    }
}
