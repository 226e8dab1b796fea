package dev.datamigration.transfer;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.PostgresServer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What every stage of one run shares: both servers, the scope that ends them, and the plan, whose live parts (rates,
 * verification's skip and nonce, logins) may be replaced while the run goes on.
 */
public final class Run {
    private final RunScope scope;
    private final PostgresServer source;
    private final PostgresServer target;
    private final AtomicReference<MigrationPlan> plan;
    private final RateLimiter limiter;

    public Run(RunScope scope, MigrationPlan plan) {
        this.scope = scope;
        this.source = new PostgresServer(plan.source());
        this.target = new PostgresServer(plan.target());
        this.plan = new AtomicReference<>(plan);
        this.limiter = new RateLimiter(plan.limits());
    }

    public RunScope scope() {
        return scope;
    }

    public PostgresServer source() {
        return source;
    }

    public PostgresServer target() {
        return target;
    }

    public MigrationPlan plan() {
        return plan.get();
    }

    /** Shared by all writers of the task. */
    public RateLimiter limiter() {
        return limiter;
    }

    /** Takes over the live parts of a newer plan. */
    public void update(MigrationPlan newer) {
        plan.set(newer);
        source.update(newer.source());
        target.update(newer.target());
        limiter.update(newer.limits());
    }

    /** Name of the task's replication slot on the source: letters, digits and underscores only, at most 63. */
    public String slotName() {
        return slotName(scope.taskId());
    }

    public static String slotName(String taskId) {
        var safe = taskId.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        return "dm_" + (safe.length() <= 50 ? safe : safe.substring(0, 50));
    }

    /** Name of the task's publication on the source. */
    public String publicationName() {
        return slotName();
    }
}
