package dev.datamigration.lifecycle;

import dev.datamigration.api.CheckpointsStatus;
import dev.datamigration.api.FullMigrationStatus;
import dev.datamigration.api.IncrementalStatus;
import dev.datamigration.api.PrecheckStatus;
import dev.datamigration.api.SchemaStatus;
import dev.datamigration.api.VerificationStatus;
import dev.datamigration.api.WaitingStatus;

/** What a worker knows of each part of its work; null where it knows nothing. */
public record Findings(
        PrecheckStatus precheck,
        SchemaStatus schema,
        FullMigrationStatus full,
        IncrementalStatus incremental,
        VerificationStatus verification,
        IncrementalStatus reverseIncrement,
        VerificationStatus reverseVerification,
        StepReport switchover,
        CheckpointsStatus checkpoints,
        WaitingStatus waiting) {
    public static final Findings NONE = new Findings(null, null, null, null, null, null, null, null, null, null);

    /** Of everything but checkpoints and waiting. */
    public Findings(
            PrecheckStatus precheck,
            SchemaStatus schema,
            FullMigrationStatus full,
            IncrementalStatus incremental,
            VerificationStatus verification,
            IncrementalStatus reverseIncrement,
            VerificationStatus reverseVerification,
            StepReport switchover) {
        this(
                precheck,
                schema,
                full,
                incremental,
                verification,
                reverseIncrement,
                reverseVerification,
                switchover,
                null,
                null);
    }

    /** Of everything before the switchover. */
    public Findings(
            PrecheckStatus precheck,
            SchemaStatus schema,
            FullMigrationStatus full,
            IncrementalStatus incremental,
            VerificationStatus verification) {
        this(precheck, schema, full, incremental, verification, null, null, null, null, null);
    }
}
