package dev.datamigration.lifecycle;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.CheckpointsStatus;
import dev.datamigration.api.status.ContinuousVerificationStatus;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.status.RepairStatus;
import dev.datamigration.api.status.SchemaComparisonStatus;
import dev.datamigration.api.status.SchemaDifferenceStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.testing.DetailsOf;
import java.util.Arrays;

/** Findings of workers, as tests need them. */
public final class Found {
    private Found() {}

    static WorkerDetails failedItems(String... names) {
        var items = Arrays.stream(names)
                .map(name -> new PrecheckItem(
                        name, Side.Source, PrecheckItemStatus.Failed, name + " is wrong", "mend " + name, false))
                .toList();
        return DetailsOf.parts(new PrecheckStatus("2026-01-01T00:00:00Z", items), null, null, null, null);
    }

    public static WorkerDetails verification(long nonce, Boolean consistent) {
        return DetailsOf.parts(
                null,
                null,
                null,
                null,
                new VerificationStatus(nonce, false, 100, 1, 1, consistent, 1L, 0L, 0L, 0L, null, null));
    }

    /** Of twenty tables. */
    public static WorkerDetails compared(
            String oldest, boolean consistent, long repaired, ContinuousVerificationStatus continuous) {
        return DetailsOf.parts(
                null,
                null,
                null,
                null,
                new VerificationStatus(
                        0L,
                        false,
                        100,
                        20,
                        20,
                        consistent,
                        1_315_733L,
                        0L,
                        0L,
                        0L,
                        null,
                        null,
                        null,
                        oldest,
                        new RepairStatus(repaired, 0L, 0L, 0L, null),
                        continuous));
    }

    public static WorkerDetails incremental(String checkpoint, long latencyMillis, long inserts) {
        return DetailsOf.parts(
                null,
                null,
                null,
                new IncrementalStatus(
                        checkpoint, "0/" + checkpoint, latencyMillis, 0L, inserts, 0L, 0L, 0L, 0L, 0L, 0L, true, null),
                null);
    }

    /** One difference of either kind for each that is counted. */
    public static WorkerDetails schema(int changed, int different) {
        var differences = java.util.stream.IntStream.range(0, changed + different)
                .mapToObj(i ->
                        new SchemaDifferenceStatus("Table", "public.t" + i, i < changed, "it differs", "DROP TABLE t"))
                .toList();
        return new WorkerDetails(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new SchemaComparisonStatus(
                        "2026-01-01T00:00:30Z", 30, changed, different, differences, "On the target: x"),
                null,
                null,
                null);
    }

    /** With what the databases are known to have besides. */
    static WorkerDetails with(WorkerDetails found, CheckpointsStatus checkpoints) {
        return new WorkerDetails(
                found.precheck(),
                found.schema(),
                found.full(),
                found.incremental(),
                found.verification(),
                found.reverseIncrement(),
                found.reverseVerification(),
                found.switchover(),
                checkpoints,
                found.waiting(),
                found.schemaComparison(),
                null,
                null,
                null);
    }
}
