package dev.datamigration.transfer.full;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.catalog.PartitionRoots;
import dev.datamigration.database.postgres.catalog.PublishedTables;
import dev.datamigration.database.postgres.checkpoint.ClaimedTables;
import dev.datamigration.database.postgres.checkpoint.WholeTableCheckpoints;
import dev.datamigration.database.postgres.replication.ExportedSnapshot;
import dev.datamigration.database.postgres.replication.LogIdentity;
import dev.datamigration.database.postgres.replication.LogicalSlots;
import dev.datamigration.database.postgres.replication.Publications;
import dev.datamigration.database.postgres.replication.SteadySlot;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.LoadCheckpoints;
import dev.datamigration.transfer.full.table.LoadTable;
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

    private static final String LACKING = """
            SELECT EXISTS (SELECT 1 FROM pg_catalog.unnest(?::pg_catalog.text[]) AS name
                            WHERE pg_catalog.to_regclass(name) IS NULL)
            """;

    private final Run run;
    private final RunScope scope;
    private final LoadCheckpoints checkpoints;

    FreshStart(Run run, RunScope scope, LoadCheckpoints checkpoints) {
        this.run = run;
        this.scope = scope;
        this.checkpoints = checkpoints;
    }

    LoadStart begin(Connection source, TargetSession target, LoadState state) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var tables = tables(source, target);
            var incremental = run.plan().has(MigrationType.Incremental);
            if (incremental && tables.isEmpty() && state.slotUsable()) {
                // the slot may already serve partitions that did not exist when it was made
                return new LoadStart(null, List.of());
            }
            var log = incremental ? LogContinuity.present(run.within(scope)) : null;
            var snapshot = incremental ? captureFromHere(source, tables) : ExportedSnapshot.take(run.source(), scope);
            if (new SeenTables(run, scope).are(tables, snapshot)) {
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
        return target.transaction(
                "reading the tables", connection -> new LoadTables(run.plan()).selected(source, connection));
    }

    private boolean lacksTables(Connection source, TargetSession target) {
        return target.transaction("reading the tables", connection -> {
            var names = DataTables.read(source, new ObjectFilter(run.plan().objects())).stream()
                    .map(table -> Sql.quoted(table.target()))
                    .toArray();
            try (var statement = connection.prepareStatement(LACKING)) {
                statement.setArray(1, connection.createArrayOf("text", names));
                try (var result = statement.executeQuery()) {
                    result.next();
                    return result.getBoolean(1);
                }
            }
        });
    }

    /** The publication must be there before the slot: the server looks it up as of every change that it decodes. */
    private ExportedSnapshot captureFromHere(Connection source, List<LoadTable> tables) {
        SqlWork.run(run.source(), scope, "preparing the publication", () -> {
            LogicalSlots.drop(source, run.slotName());
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
            if (start.snapshot().position() != null) {
                WholeTableCheckpoints.setPosition(
                        connection,
                        scope.taskId(),
                        start.tables().stream().map(LoadTable::name).toList(),
                        start.snapshot().position());
            }
        });
        return start;
    }
}
