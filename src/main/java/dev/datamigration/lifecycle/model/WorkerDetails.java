package dev.datamigration.lifecycle.model;

import dev.datamigration.api.status.CheckpointsStatus;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.status.RetainedLogStatus;
import dev.datamigration.api.status.SchemaComparisonStatus;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.status.SpeedStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.status.WaitingStatus;
import dev.datamigration.lifecycle.modification.ModificationReport;
import java.util.ArrayList;

/** Says what a worker knows of each part of its work; null where it knows nothing. */
public record WorkerDetails(
        PrecheckStatus precheck,
        SchemaStatus schema,
        FullMigrationStatus full,
        IncrementalStatus incremental,
        VerificationStatus verification,
        IncrementalStatus reverseIncrement,
        VerificationStatus reverseVerification,
        StepReport switchover,
        CheckpointsStatus checkpoints,
        WaitingStatus waiting,
        SchemaComparisonStatus schemaComparison,
        SpeedStatus speed,
        RetainedLogStatus retainedLog,
        ModificationReport modification) {
    public static final WorkerDetails NONE =
            new WorkerDetails(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** A wait that does not say on which side and since when is none; nor is a comparison without its counts, or a figure without one. */
    public WorkerDetails {
        waiting = waiting == null || waiting.side() == null || waiting.since() == null ? null : waiting;
        schemaComparison = isWhole(schemaComparison) ? schemaComparison : null;
        speed = speed == null || speed.percent() == null || speed.since() == null ? null : speed;
        retainedLog = retainedLog == null || retainedLog.bytes() == null ? null : retainedLog;
    }

    private static boolean isWhole(SchemaComparisonStatus found) {
        return found != null && found.changed() != null && found.different() != null && found.comparedAt() != null;
    }

    /** The same, with what is known of modifications. */
    public WorkerDetails with(ModificationReport found) {
        return new WorkerDetails(
                precheck,
                schema,
                full,
                incremental,
                verification,
                reverseIncrement,
                reverseVerification,
                switchover,
                checkpoints,
                waiting,
                schemaComparison,
                speed,
                retainedLog,
                found);
    }

    /** With one more item of the precheck, which must have run, after those that failed. */
    public WorkerDetails withPrecheckItem(PrecheckItem item) {
        var items = new ArrayList<>(precheck.items());
        items.add(
                (int) items.stream()
                        .takeWhile(found -> found.status() == PrecheckItemStatus.Failed)
                        .count(),
                item);
        return new WorkerDetails(
                new PrecheckStatus(precheck.checkedAt(), items, precheck.plan()),
                schema,
                full,
                incremental,
                verification,
                reverseIncrement,
                reverseVerification,
                switchover,
                checkpoints,
                waiting,
                schemaComparison,
                speed,
                retainedLog,
                modification);
    }
}
