package dev.datamigration.transfer.full;

import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.transfer.run.Run;
import java.util.function.Consumer;

/**
 * Loads every selected table. With {@code Incremental}, a replication slot is made before the first row is read, and each
 * table remembers the position as of which it was loaded; the rows on the target are then exactly those of the source as of
 * that position. Without, a load that was interrupted begins tables of up to 4 GB anew, and mixes the states of its runs in others, so
 * that it is only exact where nothing writes to the source.
 *
 * <p>Memory: each of the parallel copies holds one row and a buffer of 64 kB.
 */
public final class FullMigration {
    private final Run run;
    private final Consumer<FullMigrationStatus> progress;

    /** @param progress called by the loading thread about five times a second */
    public FullMigration(Run run, Consumer<FullMigrationStatus> progress) {
        this.run = run;
        this.progress = progress;
    }

    /**
     * Loads what is not loaded yet and returns when every table is complete; nothing of it runs on either server then.
     * After an exception its threads have ended, and its connections are being cut. The checkpoint schema must be installed and the task claimed.
     *
     * @throws dev.datamigration.failure.FailureException if it cannot go on; what is committed stays and is not copied
     *     again by the next call
     * @throws java.util.concurrent.CancellationException if the run was cancelled
     */
    public FullMigrationStatus load() {
        var scope = run.scope().child();
        try {
            var status = new FullLoad(run, scope, progress).load();
            progress.accept(status);
            return status;
        } finally {
            scope.cancel();
        }
    }
}
