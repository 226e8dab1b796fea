package dev.datamigration.lifecycle.change;

import static dev.datamigration.lifecycle.change.SpecField.live;
import static dev.datamigration.lifecycle.change.SpecField.nextStart;
import static dev.datamigration.lifecycle.change.SpecField.refused;

import java.util.List;
import java.util.Optional;

/** Every field of a task's spec, and what becomes of a change of it. Descriptions and documentation are made from this. */
public final class SpecFields {
    private static final String CONNECTION = "with the next connection";
    private static final String COMPARISON = "with the next comparison";
    private static final String TABLES =
            "and adds or removes tables once changes are synchronised; from the switchover on, and while the task is Failed, it is refused";
    private static final String NAMES =
            "as far as further entries are added, which names added tables; any other one is refused once the precheck has passed";
    private static final String STEP = "with the next step that reads it";

    public static final List<SpecField> TABLE = List.of(
            live("desiredState"),
            live("resumeNonce"),
            refused("source.type"),
            refused("source.host"),
            refused("source.port"),
            refused("source.database"),
            live("source.credentialsSecretRef", CONNECTION),
            live("source.tls", CONNECTION),
            live("source.authentication", CONNECTION),
            refused("target.type"),
            refused("target.host"),
            refused("target.port"),
            refused("target.database"),
            live("target.credentialsSecretRef", CONNECTION),
            live("target.tls", CONNECTION),
            live("target.authentication", CONNECTION),
            refused("migrationTypes"),
            live("objects.include", TABLES),
            live("objects.exclude", TABLES),
            live("objects.renameSchemas", NAMES),
            live("objects.renameTables", NAMES),
            refused("objects.owners"),
            refused("objects.grants"),
            refused("objects.renameRoles"),
            refused("objects.unsupported"),
            refused("objects.largeObjects"),
            refused("objects.rows"),
            refused("objects.mergeTables"),
            live("objects.removedTables", "with the next table that is removed"),
            live("precheck.skip", "and repeats a precheck that is under way; once it has passed, nothing reads this"),
            live(
                    "precheck.hold",
                    "and repeats the precheck; once it has passed and the task went on, nothing reads this"),
            nextStart("fullMigration.parallelism", spec -> spec.fullMigration().parallelism()),
            nextStart("fullMigration.chunkRows", spec -> spec.fullMigration().chunkRows()),
            nextStart("fullMigration.chunkBytes", spec -> spec.fullMigration().chunkBytes()),
            nextStart(
                    "fullMigration.indexParallelism",
                    spec -> spec.fullMigration().indexParallelism()),
            nextStart("incrementalSync.dml", spec -> spec.incrementalSync().dml()),
            nextStart("incrementalSync.tables", spec -> spec.incrementalSync().tables()),
            nextStart(
                    "incrementalSync.groupRows", spec -> spec.incrementalSync().groupRows()),
            nextStart(
                    "incrementalSync.groupBytes", spec -> spec.incrementalSync().groupBytes()),
            live("incrementalSync.heartbeatSeconds"),
            live("incrementalSync.retainedLogWarningBytes"),
            nextStart("incrementalSync.ddl", spec -> spec.incrementalSync().ddl()),
            nextStart(
                    "incrementalSync.dropPartitions",
                    spec -> spec.incrementalSync().dropPartitions()),
            nextStart(
                    "incrementalSync.ddlDecisions",
                    spec -> spec.incrementalSync().ddlDecisions()),
            refused("incrementalSync.startFrom"),
            live("fullVerification.skip"),
            live("fullVerification.parallelism", COMPARISON),
            live("fullVerification.chunkRows", COMPARISON),
            live("fullVerification.mismatchLimit", COMPARISON),
            live("fullVerification.runNonce"),
            live("fullVerification.repair", COMPARISON),
            live("fullVerification.continuous"),
            live("limits.rowsPerSecond"),
            live("limits.bytesPerSecond"),
            nextStart("limits.maxRowBytes", spec -> spec.limits().maxRowBytes()),
            live("limits.adaptive"),
            live("forwardSwitchover.entered"),
            live("forwardSwitchover.round"),
            live("forwardSwitchover.decision"),
            live("forwardSwitchover.autoConfirm"),
            live("forwardSwitchover.rehearsalNonce"),
            live("forwardSwitchover.fenceSource", STEP),
            live("forwardSwitchover.applicationRoles", STEP),
            live("forwardSwitchover.maxLatencySeconds", STEP),
            live("forwardSwitchover.maxTransactionSeconds", STEP),
            live("forwardSwitchover.stopTimeoutSeconds", STEP),
            live("forwardSwitchover.sequenceMargin", STEP),
            live("forwardSwitchover.acceptStranded"),
            live("alerts"),
            live("engine.retries"),
            live("engine.releaseTimeoutSeconds"),
            nextStart("engine.resources", spec -> spec.engine().resources()),
            live("engine.replicas"),
            live("engine.retryForSeconds"),
            live("engine.maxWaitSeconds"),
            live("recovery.accept", "with the next resume"),
            live("release"));

    private SpecFields() {}

    /** The entry that speaks of a path below {@code spec}; empty where none does. */
    public static Optional<SpecField> of(String path) {
        return TABLE.stream().filter(field -> field.covers(path)).findFirst();
    }
}
