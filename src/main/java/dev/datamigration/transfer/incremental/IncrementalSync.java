package dev.datamigration.transfer.incremental;

import dev.datamigration.api.DmlType;
import dev.datamigration.api.IncrementalStatus;
import dev.datamigration.api.MigrationType;
import dev.datamigration.database.postgres.Lsn;
import dev.datamigration.database.postgres.catalog.ObjectFilter;
import dev.datamigration.database.postgres.replication.ChangeStream;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.AppliedPosition;
import dev.datamigration.transfer.Run;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The incremental synchronisation of one run: reads the task's slot and applies its changes to the target, exactly once
 * each, until the run ends.
 */
public final class IncrementalSync implements AppliedPosition {
    private final Run run;
    private final Consumer<IncrementalStatus> listener;
    private final AtomicReference<Lsn> applied = new AtomicReference<>(Lsn.ZERO);

    /** @param progress told at most a few times a second, from a thread of the synchronisation; must not block */
    public IncrementalSync(Run run, Consumer<IncrementalStatus> progress) {
        this.run = run;
        this.listener = progress;
    }

    @Override
    public Lsn applied() {
        return applied.get();
    }

    /**
     * Applies changes; may be called once. Does not return.
     *
     * @throws CancellationException when the run was cancelled; nothing of the synchronisation runs any more then
     * @throws FailureException when it cannot go on; everything up to the saved position is in the target
     */
    public void synchronise() {
        var slot = new SlotEntry(run);
        var monitor = new SourceMonitor(run, slot);
        try (var catalog = new TargetCatalog(run)) {
            var insertsMissing = wants(DmlType.Insert);
            try (var writer = new TargetWriter(run, insertsMissing, new TargetDrift(run, catalog))) {
                monitor.measureClock();
                var start = SyncStart.prepare(run, slot, monitor, writer);
                applied.set(start.record().position());
                var meter = new SyncMeter(monitor::sourceTime, applied::get, start.record(), monitor.logEnd());
                var relations = new RelationTracker(binder(catalog), start.loadedAsOf());
                stream(start.record().position(), monitor, relations, writer, meter);
            }
        } finally {
            monitor.close();
        }
    }

    private boolean wants(DmlType kind) {
        return run.plan().incrementalSync().dml().contains(kind);
    }

    private TableBinder binder(TargetCatalog catalog) {
        var filter = new ObjectFilter(run.plan().objects());
        return new TableBinder(
                filter,
                new SourceCatalog(run, filter),
                catalog,
                run.plan().has(MigrationType.Schema),
                !wants(DmlType.Insert) || !wants(DmlType.Delete));
    }

    private void stream(
            Lsn from, SourceMonitor monitor, RelationTracker relations, TargetWriter writer, SyncMeter meter) {
        var stream =
                ChangeStream.open(run.scope(), run.source(), run.slotName(), run.publicationName(), from, "stream");
        var queue = new ReceivedQueue(run.plan().incrementalSync().groupBytes() / 2);
        var progress = new AppliedProgress(applied, stream::confirm);
        try (var threads = new SyncThreads(run, stream, queue, monitor, meter, listener)) {
            threads.start();
            new Applier(run, queue, relations, writer, progress, meter).run();
        }
    }
}
