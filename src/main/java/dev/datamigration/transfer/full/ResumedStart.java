package dev.datamigration.transfer.full;

import dev.datamigration.api.MigrationType;
import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.SqlWork;
import dev.datamigration.database.postgres.replication.ExportedSnapshot;
import dev.datamigration.database.postgres.replication.ReplicationSlots;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.Run;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Goes on with a load that was interrupted. The snapshot of then is gone: what is missing is read under a new one, and
 * what was loaded of unfinished tables is brought up to it.
 */
final class ResumedStart {
    private final Run run;
    private final RunScope scope;
    private final LoadCheckpoints checkpoints;

    ResumedStart(Run run, RunScope scope, LoadCheckpoints checkpoints) {
        this.run = run;
        this.scope = scope;
        this.checkpoints = checkpoints;
    }

    LoadStart begin(Connection source, TargetSession target, LoadState state) {
        var incremental = run.plan().has(MigrationType.Incremental);
        if (incremental && !state.slotUsable()) {
            throw slotLost(state);
        }
        var tables = SqlWork.call(
                run.source(),
                scope,
                "reading the tables",
                () -> new LoadTables(run.plan()).incomplete(source, state.tables()));
        var snapshot = incremental
                ? ReplicationSlots.createTemporary(run.source(), scope, temporarySlot())
                : ExportedSnapshot.take(run.source(), scope);
        var start = new LoadStart(snapshot, tables);
        if (incremental) {
            catchUp(target, state, start);
        }
        return start;
    }

    private void catchUp(TargetSession target, LoadState state, LoadStart start) {
        // TODO
    }

    /** A name of its own each time: an earlier one may not have ended yet. */
    private String temporarySlot() {
        return run.slotName() + "_"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    private FailureException slotLost(LoadState state) {
        return new FailureException(new Failure(
                FailureCode.SlotLost,
                Side.Source,
                "The replication slot %s on the source %s, so that changes made since the load began are missing."
                        .formatted(
                                run.slotName(),
                                state.slot().isPresent() ? "lost the log it needs" : "does not exist any more"),
                "End this task, empty its tables on the target, and start a new task; raise max_slot_wal_keep_size on"
                        + " the source if the log was removed."));
    }
}
