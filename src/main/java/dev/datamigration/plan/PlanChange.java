package dev.datamigration.plan;

import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;

/** What a worker takes of a newer plan: all but what {@code lifecycle.change} says is taken at the next start. */
final class PlanChange {
    private final MigrationPlan begun;
    private final MigrationPlan newer;

    PlanChange(MigrationPlan begun, MigrationPlan newer) {
        this.begun = begun;
        this.newer = newer;
    }

    MigrationPlan taken() {
        return new MigrationPlan(
                newer.source(),
                newer.target(),
                begun.types(),
                newer.objects(),
                newer.precheck(),
                begun.fullMigration(),
                incrementalSync(),
                newer.fullVerification(),
                limits(),
                newer.switchover(),
                engine(),
                newer.recovery());
    }

    private IncrementalSyncSettings incrementalSync() {
        var old = begun.incrementalSync();
        return new IncrementalSyncSettings(
                old.dml(),
                old.groupRows(),
                old.groupBytes(),
                newer.incrementalSync().heartbeatSeconds(),
                newer.incrementalSync().retainedLogWarningBytes(),
                old.ddl(),
                old.dropPartitions(),
                old.ddlDecisions(),
                old.tables(),
                old.startFrom());
    }

    private Limits limits() {
        return new Limits(
                newer.limits().rowsPerSecond(),
                newer.limits().bytesPerSecond(),
                begun.limits().maxRowBytes(),
                newer.limits().adaptive());
    }

    private EngineSettings engine() {
        var live = newer.engine();
        return new EngineSettings(
                live.retries(),
                live.releaseTimeoutSeconds(),
                begun.engine().resources(),
                live.replicas(),
                live.retryForSeconds(),
                live.maxWaitSeconds());
    }
}
