package dev.datamigration.plan;

import dev.datamigration.api.switchover.ForwardSwitchoverSettings;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.LargeObjectHandling;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.PrecheckSettings;
import dev.datamigration.api.task.RecoverySettings;
import dev.datamigration.api.task.StartFrom;
import dev.datamigration.database.DatabaseAccess;
import java.util.Optional;
import java.util.Set;

/** All that a worker must know to move one task's data. */
public record MigrationPlan(
        DatabaseAccess source,
        DatabaseAccess target,
        Set<MigrationType> types,
        ObjectSelection objects,
        PrecheckSettings precheck,
        FullMigrationSettings fullMigration,
        IncrementalSyncSettings incrementalSync,
        FullVerificationSettings fullVerification,
        Limits limits,
        ForwardSwitchoverSettings switchover,
        EngineSettings engine,
        RecoverySettings recovery) {
    public MigrationPlan {
        types = Set.copyOf(types);
        recovery = recovery == null ? RecoverySettings.DEFAULT : recovery;
    }

    /** For a worker that may only write so much of it. */
    public MigrationPlan withLimits(Limits share) {
        return new MigrationPlan(
                source,
                target,
                types,
                objects,
                precheck,
                fullMigration,
                incrementalSync,
                fullVerification,
                share,
                switchover,
                engine,
                recovery);
    }

    /** The same for other objects. */
    public MigrationPlan withObjects(ObjectSelection selection) {
        return new MigrationPlan(
                source,
                target,
                types,
                selection,
                precheck,
                fullMigration,
                incrementalSync,
                fullVerification,
                limits,
                switchover,
                engine,
                recovery);
    }

    /** The same for a part of the objects; what is accepted of the task's own losses is not of the part's. */
    public MigrationPlan ofPart(ObjectSelection part) {
        return new MigrationPlan(
                source,
                target,
                types,
                part,
                precheck,
                fullMigration,
                incrementalSync,
                fullVerification,
                limits,
                switchover,
                engine,
                null);
    }

    /** This plan as a worker takes it that was begun with another: what is taken at the next start stays as it was. */
    public MigrationPlan following(MigrationPlan begun) {
        return new PlanChange(begun, this).taken();
    }

    public boolean has(MigrationType type) {
        return types.contains(type);
    }

    /** Returns from where changes are applied to rows that are on the target already; empty where the task loads them. */
    public Optional<StartFrom> startFrom() {
        return has(MigrationType.Incremental) && !has(MigrationType.Full)
                ? Optional.ofNullable(incrementalSync.startFrom())
                : Optional.empty();
    }

    /** Returns whether rows of the source are, or come to be, in tables of the target. */
    public boolean needsTargetTables() {
        return has(MigrationType.Full) || startFrom().isPresent();
    }

    /** Returns what is selected: large objects too only where the task carries them. */
    public ObjectSelection carried() {
        return carriesLargeObjects() ? objects : objects.with(LargeObjectHandling.Leave);
    }

    /** Returns whether the task carries large objects. */
    public boolean carriesLargeObjects() {
        return objects.largeObjects() == LargeObjectHandling.Carry && has(MigrationType.Full);
    }
}
