package dev.datamigration.engine.local;

import dev.datamigration.api.FullMigrationStatus;
import dev.datamigration.api.IncrementalStatus;
import dev.datamigration.api.PrecheckStatus;
import dev.datamigration.api.SchemaStatus;
import dev.datamigration.api.VerificationStatus;
import dev.datamigration.engine.Report;
import dev.datamigration.engine.Report.Activity;

/** The newest that is known of one task; written by its threads, read by whoever asks for a report. */
final class Board {
    private final long epoch;
    private Activity activity;
    private PrecheckStatus precheck;
    private SchemaStatus schema;
    private FullMigrationStatus full;
    private IncrementalStatus incremental;
    private VerificationStatus verification;

    Board(long epoch, Activity activity) {
        this.epoch = epoch;
        this.activity = activity;
    }

    synchronized Report report() {
        return new Report(epoch, activity, new Report.Details(precheck, schema, full, incremental, verification));
    }

    /** Returns whether that is something else than before. */
    synchronized boolean post(Activity newer) {
        var changed = !newer.equals(activity);
        activity = newer;
        return changed;
    }

    synchronized void post(PrecheckStatus newer) {
        precheck = newer;
    }

    synchronized void post(SchemaStatus newer) {
        schema = newer;
    }

    synchronized void post(FullMigrationStatus newer) {
        full = newer;
    }

    synchronized void post(IncrementalStatus newer) {
        incremental = newer;
    }

    synchronized void post(VerificationStatus newer) {
        verification = newer;
    }

    /** Something that changes whenever work has been completed since: tells a fault that recurs from one that passed. */
    synchronized Object completedWork() {
        return java.util.Arrays.asList(
                schema == null ? null : java.util.Arrays.asList(schema.created(), schema.deferredCreated()),
                full == null ? null : full.chunksLoaded(),
                incremental == null ? null : incremental.position(),
                verification == null ? null : verification.tablesCompared());
    }
}
