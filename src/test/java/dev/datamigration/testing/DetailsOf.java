package dev.datamigration.testing;

import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.lifecycle.model.StepReport;
import dev.datamigration.lifecycle.model.WorkerDetails;

/** What a worker knows of some parts of its work, and nothing of the others. */
public final class DetailsOf {
    private DetailsOf() {}

    /** Of everything before the switchover. */
    public static WorkerDetails parts(
            PrecheckStatus precheck,
            SchemaStatus schema,
            FullMigrationStatus full,
            IncrementalStatus incremental,
            VerificationStatus verification) {
        return parts(precheck, schema, full, incremental, verification, null, null, null);
    }

    /** Of everything up to the switchover. */
    public static WorkerDetails parts(
            PrecheckStatus precheck,
            SchemaStatus schema,
            FullMigrationStatus full,
            IncrementalStatus incremental,
            VerificationStatus verification,
            IncrementalStatus reverseIncrement,
            VerificationStatus reverseVerification,
            StepReport switchover) {
        return new WorkerDetails(
                precheck,
                schema,
                full,
                incremental,
                verification,
                reverseIncrement,
                reverseVerification,
                switchover,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
