package dev.datamigration.testing;

import dev.datamigration.api.switchover.ForwardSwitchoverSettings;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.PrecheckSettings;
import dev.datamigration.api.task.RecoverySettings;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.plan.MigrationPlan;
import java.util.Set;

/** Makes a plan that differs from another in some of its parts. */
public final class PlanCopy {
    private final MigrationPlan original;
    private DatabaseAccess source;
    private DatabaseAccess target;
    private Set<MigrationType> types;
    private ObjectSelection objects;
    private FullMigrationSettings fullMigration;
    private IncrementalSyncSettings incrementalSync;
    private FullVerificationSettings fullVerification;
    private Limits limits;
    private EngineSettings engine;
    private RecoverySettings recovery;

    private PlanCopy(MigrationPlan original) {
        this.original = original;
        source = original.source();
        target = original.target();
        types = original.types();
        objects = original.objects();
        fullMigration = original.fullMigration();
        incrementalSync = original.incrementalSync();
        fullVerification = original.fullVerification();
        limits = original.limits();
        engine = original.engine();
        recovery = original.recovery();
    }

    /** Of a task that switches over as by default, and accepts no loss. */
    public static MigrationPlan plan(
            DatabaseAccess source,
            DatabaseAccess target,
            Set<MigrationType> types,
            ObjectSelection objects,
            PrecheckSettings precheck,
            FullMigrationSettings fullMigration,
            IncrementalSyncSettings incrementalSync,
            FullVerificationSettings fullVerification,
            Limits limits,
            EngineSettings engine) {
        return new MigrationPlan(
                source,
                target,
                types,
                objects,
                precheck,
                fullMigration,
                incrementalSync,
                fullVerification,
                limits,
                ForwardSwitchoverSettings.DEFAULT,
                engine,
                null);
    }

    public static PlanCopy of(MigrationPlan original) {
        return new PlanCopy(original);
    }

    public PlanCopy source(DatabaseAccess other) {
        source = other;
        return this;
    }

    public PlanCopy target(DatabaseAccess other) {
        target = other;
        return this;
    }

    public PlanCopy types(Set<MigrationType> others) {
        types = others;
        return this;
    }

    public PlanCopy objects(ObjectSelection others) {
        objects = others;
        return this;
    }

    public PlanCopy fullMigration(FullMigrationSettings others) {
        fullMigration = others;
        return this;
    }

    public PlanCopy incrementalSync(IncrementalSyncSettings others) {
        incrementalSync = others;
        return this;
    }

    public PlanCopy fullVerification(FullVerificationSettings others) {
        fullVerification = others;
        return this;
    }

    public PlanCopy limits(Limits others) {
        limits = others;
        return this;
    }

    public PlanCopy engine(EngineSettings others) {
        engine = others;
        return this;
    }

    public PlanCopy recovery(RecoverySettings other) {
        recovery = other;
        return this;
    }

    public MigrationPlan plan() {
        return new MigrationPlan(
                source,
                target,
                types,
                objects,
                original.precheck(),
                fullMigration,
                incrementalSync,
                fullVerification,
                limits,
                original.switchover(),
                engine,
                recovery);
    }
}
