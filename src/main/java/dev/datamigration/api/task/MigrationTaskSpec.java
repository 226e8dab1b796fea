package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.DesiredState;
import dev.datamigration.api.alert.AlertSettings;
import dev.datamigration.api.endpoint.Endpoint;
import dev.datamigration.api.switchover.ForwardSwitchoverSettings;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Says what is wanted of a migration. */
@JsonClassDescription("What is wanted of the migration.")
@ValidationRule(
        value = "self.desiredState == 'NotStarted' || self.desiredState == 'Ended'"
                + " || (has(self.source) && has(self.target) && has(self.objects))",
        message = "spec.source, spec.target and spec.objects must be set before the task is started; set them, or leave"
                + " spec.desiredState at NotStarted")
@ValidationRule(
        value = "oldSelf.desiredState != 'Ended' || self.desiredState == 'Ended'",
        message = "spec.desiredState cannot leave Ended: ending is irreversible; create a new MigrationTask instead")
@ValidationRule(
        value = "oldSelf.desiredState == 'NotStarted' || self.desiredState != 'NotStarted'",
        message = "spec.desiredState cannot return to NotStarted once the task was started; use Stopped to pause it or"
                + " Ended to release what it holds")
@ValidationRule(
        value = "self.resumeNonce >= oldSelf.resumeNonce",
        message = "spec.resumeNonce can only grow; to resume a failed task set it to a higher number")
@ValidationRule(
        value = "!has(oldSelf.fullVerification) || oldSelf.fullVerification.runNonce <= (has(self.fullVerification)"
                + " ? self.fullVerification.runNonce : 0)",
        message = "spec.fullVerification.runNonce can only grow; to compare again set it to a higher number")
@ValidationRule(
        value = "!has(oldSelf.forwardSwitchover) || oldSelf.forwardSwitchover.rehearsalNonce <="
                + " (has(self.forwardSwitchover) ? self.forwardSwitchover.rehearsalNonce : 0)",
        message = "spec.forwardSwitchover.rehearsalNonce can only grow; to rehearse again set it to a higher number")
@ValidationRule(
        value = "!has(self.source) || !has(self.target) || self.source.type != self.target.type"
                + " || self.source.host != self.target.host || self.source.port != self.target.port"
                + " || self.source.database != self.target.database",
        message = "spec.source and spec.target name the same database; name two different ones")
@ValidationRule(
        value = "!self.migrationTypes.exists(t, t == 'ReverseIncrement')"
                + " || self.migrationTypes.exists(t, t == 'Incremental')",
        message = "spec.migrationTypes: ReverseIncrement needs Incremental; add Incremental or leave ReverseIncrement"
                + " out")
@ValidationRule(
        value = "!self.migrationTypes.exists(t, t == 'Incremental') || self.migrationTypes.exists(t, t == 'Full')"
                + " || (has(self.incrementalSync) && has(self.incrementalSync.startFrom))",
        message = "spec.migrationTypes: Incremental needs Full, because changes are applied on top of the rows it"
                + " loads; add Full, or say in spec.incrementalSync.startFrom up to where the rows are on the target"
                + " already")
@ValidationRule(
        value = "!has(self.incrementalSync) || !has(self.incrementalSync.startFrom)"
                + " || (self.migrationTypes.exists(t, t == 'Incremental')"
                + " && !self.migrationTypes.exists(t, t == 'Full' || t == 'Schema'))",
        message =
                "spec.incrementalSync.startFrom is for tables that are on the target with their rows, and needs Incremental in"
                        + " spec.migrationTypes without Full and Schema; leave these two out, or remove startFrom")
@ValidationRule(
        value = "!has(self.fullVerification) || !has(self.fullVerification.continuous)"
                + " || !self.fullVerification.continuous.enabled"
                + " || (self.migrationTypes.exists(t, t == 'Incremental')"
                + " && self.migrationTypes.exists(t, t == 'FullVerification'))",
        message = "spec.fullVerification.continuous needs Incremental and FullVerification in spec.migrationTypes; add"
                + " them, or set enabled to false")
@ValidationRule(
        value =
                "!has(self.fullVerification) || !has(self.fullVerification.repair)"
                        + " || self.fullVerification.repair.mode != 'Apply' || !has(self.incrementalSync)"
                        + " || ['Insert', 'Update', 'Delete', 'Truncate'].all(kind, self.incrementalSync.dml.exists(d, d == kind))",
        message =
                "spec.fullVerification.repair.mode Apply would undo what spec.incrementalSync.dml leaves out on purpose;"
                        + " name Insert, Update, Delete and Truncate in dml, or set the mode to Report")
@ValidationRule(
        value = "!has(self.forwardSwitchover) || self.forwardSwitchover.round <= 1"
                + " || self.migrationTypes.exists(t, t == 'ReverseIncrement')",
        message =
                "spec.forwardSwitchover.round: switching back needs ReverseIncrement among the migrationTypes, which cannot be"
                        + " added any more once the precheck has passed; leave round at 1")
@ValidationRule(
        value = "!has(self.forwardSwitchover) || !self.forwardSwitchover.entered"
                + " || self.migrationTypes.exists(t, t == 'Incremental')",
        message =
                "spec.forwardSwitchover.entered: a switchover needs Incremental among the migrationTypes, so that the last"
                        + " changes arrive; leave entered at false")
@ValidationRule(
        value = "!has(self.objects) || !has(self.objects.largeObjects) || self.objects.largeObjects != 'Carry'"
                + " || self.migrationTypes.exists(t, t == 'Full')",
        message =
                "spec.objects.largeObjects: Carry copies them before the load and needs Full among the migrationTypes; add"
                        + " Full, or leave largeObjects at Leave")
@ValidationRule(
        value = "!has(self.objects) || !has(self.objects.rows) || size(self.objects.rows) == 0"
                + " || !self.migrationTypes.exists(t, t == 'ReverseIncrement')",
        message =
                "spec.objects.rows: a row that is written on the target and is none of these could overwrite another one on the"
                        + " way back; leave ReverseIncrement out of the migrationTypes, or migrate all rows")
@ValidationRule(
        value =
                "!has(self.objects) || !has(self.objects.rows) || size(self.objects.rows) == 0 || !has(self.incrementalSync)"
                        + " || ['Insert', 'Update', 'Delete', 'Truncate'].all(kind, self.incrementalSync.dml.exists(d, d == kind))",
        message =
                "spec.objects.rows: an update of the source can move a row in or out, which inserts or deletes it on the target;"
                        + " name Insert, Update, Delete and Truncate in spec.incrementalSync.dml, or migrate all rows")
@ValidationRule(
        value = "!has(self.fullVerification) || !has(self.fullVerification.repair)"
                + " || self.fullVerification.repair.mode != 'Apply' || !has(self.incrementalSync)"
                + " || !has(self.incrementalSync.tables) || size(self.incrementalSync.tables) == 0",
        message =
                "spec.fullVerification.repair.mode Apply would undo what spec.incrementalSync.tables leaves out on purpose;"
                        + " remove tables, or set the mode to Report")
@ValidationRule(
        value =
                "!has(self.objects) || !has(self.objects.rows) || size(self.objects.rows) == 0 || !has(self.incrementalSync)"
                        + " || !has(self.incrementalSync.tables) || size(self.incrementalSync.tables) == 0",
        message =
                "spec.objects.rows: an update of the source can move a row in or out, which inserts or deletes it on the target;"
                        + " leave spec.incrementalSync.tables out, or migrate these tables by a task of their own")
public record MigrationTaskSpec(
        @Default("NotStarted")
        @JsonPropertyDescription("What is wanted: NotStarted, Running, Stopped (pause; a later Running goes on from the"
                + " checkpoint) or Ended (final: releases slots, publications and checkpoints and"
                + " leaves the data).")
        DesiredState desiredState,

        @Default("0")
        @Min(0)
        @Max(9007199254740991.0)
        @JsonPropertyDescription(
                "A higher number than before resumes a Failed task once, from its checkpoint, and tries"
                        + " a failed change of its objects again.")
        Long resumeNonce,

        @JsonPropertyDescription("The database to read from.")
        Endpoint source,

        @JsonPropertyDescription("The database to write to.")
        Endpoint target,

        @Default("[\"Schema\",\"Full\",\"Incremental\",\"FullVerification\"]")
        @Size(min = 1, max = 5)
        @JsonPropertyDescription(
                "What the task does, a set of Schema, Full, Incremental, FullVerification and" + " ReverseIncrement.")
        List<MigrationType> migrationTypes,

        @JsonPropertyDescription("Which objects are migrated, and under which names.")
        ObjectSelection objects,

        @JsonPropertyDescription("How problems found by the precheck are treated.")
        PrecheckSettings precheck,

        @JsonPropertyDescription("How the full migration loads tables.")
        FullMigrationSettings fullMigration,

        @JsonPropertyDescription("Which changes are synchronised, and how.")
        IncrementalSyncSettings incrementalSync,

        @JsonPropertyDescription("How both databases are compared.")
        FullVerificationSettings fullVerification,

        @JsonPropertyDescription("How much the task may ask of both servers.")
        Limits limits,

        @JsonPropertyDescription("The person's side of the forward switchover.")
        ForwardSwitchoverSettings forwardSwitchover,

        @JsonPropertyDescription("Which alerts go out, and where to.")
        AlertSettings alerts,

        @JsonPropertyDescription("Resources of the worker that moves the data.")
        EngineSettings engine,

        @JsonPropertyDescription("Whether the task goes on after one of both databases has lost something.")
        RecoverySettings recovery,

        @JsonPropertyDescription("What becomes of the task where a server cannot be asked when it ends or is deleted.")
        ReleaseSettings release) {
    public MigrationTaskSpec {
        desiredState = desiredState == null ? DesiredState.NotStarted : desiredState;
        resumeNonce = resumeNonce == null ? 0L : resumeNonce;
        migrationTypes = migrationTypes == null
                ? List.of(
                        MigrationType.Schema,
                        MigrationType.Full,
                        MigrationType.Incremental,
                        MigrationType.FullVerification)
                : List.copyOf(migrationTypes);
        precheck = precheck == null ? new PrecheckSettings(null) : precheck;
        fullMigration = fullMigration == null ? FullMigrationSettings.DEFAULT : fullMigration;
        incrementalSync = incrementalSync == null ? IncrementalSyncSettings.DEFAULT : incrementalSync;
        fullVerification = fullVerification == null ? FullVerificationSettings.DEFAULT : fullVerification;
        limits = limits == null ? Limits.DEFAULT : limits;
        forwardSwitchover = forwardSwitchover == null ? ForwardSwitchoverSettings.DEFAULT : forwardSwitchover;
        engine = engine == null ? EngineSettings.DEFAULT : engine;
        recovery = recovery == null ? RecoverySettings.DEFAULT : recovery;
        release = release == null ? ReleaseSettings.DEFAULT : release;
    }
}
