package dev.datamigration.transfer.join;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.full.FullMigration;
import dev.datamigration.transfer.full.TargetClaim;
import dev.datamigration.transfer.incremental.IncrementalSync;
import dev.datamigration.transfer.incremental.stream.LogEnd;
import dev.datamigration.transfer.precheck.Precheck;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.schema.SchemaMigration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Migrates the tables of an addition beside the task's synchronisation, as a task of its own would, and brings them to any position that is
 * asked for.
 */
final class AddedTables implements AutoCloseable {
    private static final long POLL_MILLIS = 100;
    private static final long NEAR_MILLIS = 2_000;

    private final Run run;
    private final Run part;
    private final Run whole;
    private final ObjectSelection before;
    private final ChangeProgress progress;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicReference<IncrementalStatus> status = new AtomicReference<>();
    private IncrementalSync sync;
    private Thread thread;

    /**
     * @param run of the task
     * @param subTask the ID of the sub-task
     * @param tables of the addition, as they are now
     * @param objects all that is selected, with these tables
     * @param before what the task's synchronisation has of it
     */
    AddedTables(
            Run run,
            String subTask,
            List<DataTable> tables,
            ObjectSelection objects,
            ObjectSelection before,
            ChangeProgress progress) {
        var scope = run.scope().child(subTask);
        this.run = run;
        this.part = run.ofPart(scope, Selections.of(objects, tables));
        this.whole = run.ofPart(scope, objects);
        this.before = before;
        this.progress = progress;
    }

    /**
     * Returns once the tables are loaded and their changes have caught up.
     *
     * @throws FailureException if it cannot go on
     */
    void migrate() {
        if (!isPlanned()) {
            check();
        }
        new TargetClaim(part).take();
        schema().beforeLoad();
        publish();
        new FullMigration(part, progress::loading).load();
        schema().afterLoad();
        catchUp();
    }

    /** What was planned has passed it. */
    private boolean isPlanned() {
        return !onTarget(connection -> part.checkpoints().loadedTables().names(connection))
                .isEmpty();
    }

    private void check() {
        progress.phase(Phase.Precheck);
        var found =
                new Precheck(part, () -> new SchemaMigration(whole, schema -> {}).shortfalls(), precheck -> {}).check();
        var failed = found.items().stream()
                .filter(item -> item.status() == PrecheckItemStatus.Failed)
                .toList();
        if (!failed.isEmpty()) {
            throw new FailureException(new Failure(
                    FailureCode.PrecheckFailed,
                    failed.get(0).side(),
                    "The precheck of tables that are to be added failed: "
                            + failed.stream()
                                    .map(item -> item.name() + ": " + item.message())
                                    .collect(Collectors.joining(" ")),
                    failed.stream().map(PrecheckItem::remedy).distinct().collect(Collectors.joining(" "))));
        }
    }

    private SchemaMigration schema() {
        return new SchemaMigration(whole, before, progress::schema);
    }

    /**
     * The task's own log has to have the changes of these tables before theirs begins: then whatever theirs does not have any more, once they
     * are integrated, that one has.
     */
    private void publish() {
        var computed = onSource(connection -> run.capture()
                .add(
                        connection,
                        run.from()
                                .tables()
                                .tables(connection, new ObjectFilter(part.plan().objects()))));
        if (computed) {
            progress.main().whileAtRest(() -> {});
        }
    }

    private void catchUp() {
        progress.phase(Phase.IncrementalSync);
        sync = new IncrementalSync(part, this::moved);
        thread = OwnedThreads.start("sync-" + part.scope().taskId(), sync::synchronise, this::fail);
        while (!isNear()) {
            throwFailure();
            part.scope().pause(POLL_MILLIS);
        }
    }

    private void moved(IncrementalStatus newer) {
        status.set(newer);
        progress.catchingUp(newer);
    }

    private boolean isNear() {
        var known = status.get();
        return known != null
                && Boolean.TRUE.equals(known.caughtUp())
                && known.latencyMillis() != null
                && known.latencyMillis() < NEAR_MILLIS;
    }

    private void fail(Throwable error) {
        failure.compareAndSet(null, error);
    }

    private void throwFailure() {
        var error = failure.get();
        if (error instanceof Error fatal) {
            throw fatal;
        }
        if (error instanceof RuntimeException thrown) {
            throw thrown;
        }
    }

    /** Returns whether a position of the task's synchronisation is reached soon. */
    boolean reaches(Position position, Duration bound) {
        throwFailure();
        try (var log = LogEnd.open(part)) {
            log.move();
        }
        try {
            return sync.awaitApplied(position, bound);
        } catch (CancellationException e) {
            throwFailure();
            throw e;
        }
    }

    /** Ends their synchronisation; returns the position to which it has brought them. */
    Position end() {
        sync.finish();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        }
        throwFailure();
        return onTarget(connection -> part.applied().read(connection))
                .map(AppliedRecord::position)
                .orElseThrow();
    }

    /** Their scope, which the fence knows them by. */
    Run part() {
        return part;
    }

    private <T> T onTarget(SqlWork.Question<T> question) {
        return SqlWork.connected(part.to().server(), part.scope(), "objects", "reading the checkpoints", question);
    }

    private <T> T onSource(SqlWork.Question<T> question) {
        return SqlWork.connected(part.from().server(), part.scope(), "objects", "preparing the publication", question);
    }

    /** Returns once nothing of them runs. */
    @Override
    public void close() {
        part.scope().cancel();
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns whether the log that their synchronisation reads, or the task's own, has lost what they need of it. */
    boolean lackLog() {
        return isBegun()
                && onSource(connection -> {
                    var tables = run.from()
                            .tables()
                            .tables(connection, new ObjectFilter(part.plan().objects()));
                    var kept = part.capture().find(connection).filter(state -> !state.lost());
                    return kept.isEmpty()
                            || run.capture().covered(connection, tables).size() < tables.size();
                });
    }

    private boolean isBegun() {
        return onTarget(connection -> part.applied().read(connection).isPresent()
                || part.checkpoints().pieces().exist(connection)
                || part.checkpoints().loadedTables().all(connection).stream()
                        .anyMatch(table -> table.chunksDone() > 0 || table.complete()));
    }
}
