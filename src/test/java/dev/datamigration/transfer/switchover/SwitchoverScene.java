package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.ForwardSwitchoverSettings;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.RunScope;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.full.FullMigration;
import dev.datamigration.transfer.release.EpochClaim;
import dev.datamigration.transfer.release.Release;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.schema.SchemaMigration;
import dev.datamigration.transfer.structure.SchemaComparison;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A task whose rows are moved and whose changes flow, ready to be switched over as often as wanted. */
public final class SwitchoverScene implements AutoCloseable {
    public final TestDatabase source;
    public final TestDatabase target;
    final String taskId;
    Set<MigrationType> types = EnumSet.of(
            MigrationType.Schema, MigrationType.Full, MigrationType.Incremental, MigrationType.ReverseIncrement);
    ForwardSwitchoverSettings settings = settings(false, List.of());
    ObjectSelection objects = new ObjectSelection(List.of("*.*"), null, null, null);
    FullVerificationSettings verification = new FullVerificationSettings(true, null, null, null, null);
    FullMigrationSettings full = FullMigrationSettings.DEFAULT;
    TestDatabase sourceLogin;
    TestDatabase targetLogin;
    public Run run;
    TestFlows flows;
    private SwitchoverWork work;
    private long epoch;
    private int attempt;

    public SwitchoverScene(String... sourceSchema) {
        this(
                PostgresServers.source().createDatabase("switch"),
                PostgresServers.target().createDatabase("switch"),
                sourceSchema);
    }

    public SwitchoverScene(TestDatabase source, TestDatabase target, String... sourceSchema) {
        this.source = source;
        this.target = target;
        this.sourceLogin = source;
        this.targetLogin = target;
        this.taskId = "sw-" + ProcessHandle.current().pid() + "-" + source.name();
        source.execute(sourceSchema);
    }

    static ForwardSwitchoverSettings settings(boolean fence, List<String> roles) {
        return new ForwardSwitchoverSettings(true, null, null, null, null, fence, roles, 60, 10, 180, 1000, null);
    }

    /** Moves schema and rows, and lets changes flow. */
    public SwitchoverScene migrate() {
        begin();
        new SchemaMigration(run, status -> {}).beforeLoad();
        new FullMigration(run, status -> {}).load();
        new SchemaMigration(run, status -> {}).afterLoad();
        flows.running(Direction.Forward);
        new SchemaMigration(run, status -> {}).afterCatchUp();
        return this;
    }

    /** A new worker, which takes the task over from one that may still be running. */
    SwitchoverScene begin() {
        run = new Run(new RunScope(taskId, ++epoch), plan());
        EpochClaim.take(run);
        new SchemaComparison(run).begin();
        flows = new TestFlows(run);
        work = new SwitchoverWork(run, flows, found -> {});
        return this;
    }

    /** The worker ends where it stands, as if it had been killed, and another one takes over. */
    SwitchoverScene crash() {
        flows.close();
        return begin();
    }

    MigrationPlan plan() {
        return new MigrationPlan(
                sourceLogin.access(Side.Source),
                targetLogin.access(Side.Target),
                types,
                objects,
                null,
                full,
                new IncrementalSyncSettings(null, null, null, 1, null),
                verification,
                Limits.DEFAULT,
                settings,
                EngineSettings.DEFAULT,
                null);
    }

    void update(ForwardSwitchoverSettings newer) {
        settings = newer;
        run.update(plan());
    }

    /** That of the worker, which does all its steps. */
    SwitchoverWork work() {
        return work;
    }

    StepFindings perform(int round, SwitchoverStep step) {
        return work().perform(new StepRequest(round, step, ++attempt));
    }

    StepFindings done(int round, SwitchoverStep step) {
        var found = perform(round, step);
        assertThat(found.state())
                .as("%s: %s %s", step, found.message(), found.items())
                .isEqualTo(StepState.Done);
        return found;
    }

    /** All steps of a round, with what runs beside them. */
    void switchOver(int round) {
        for (var step : SwitchoverStep.values()) {
            done(round, step);
            if (step == SwitchoverStep.StopForwardSync) {
                flows.watch(Direction.endedBy(round), round);
            }
        }
    }

    /** Waits until what one side has is on the other. */
    void assertSame(String... tables) {
        for (var table : tables) {
            var sql = "SELECT t::text FROM " + table + " t ORDER BY 1";
            await().pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
                assertThat(flows.failure.get()).isNull();
                assertThat(target.query(sql)).as(table).isEqualTo(source.query(sql));
            });
        }
    }

    TestDatabase side(Side side) {
        return side == Side.Source ? source : target;
    }

    List<String> slots(Side side) {
        return side(side)
                .query("SELECT slot_name FROM pg_replication_slots WHERE database = current_database() ORDER BY 1");
    }

    @Override
    public void close() {
        flows.close();
        flows = new TestFlows(new Run(new RunScope(taskId, ++epoch), plan()));
        EpochClaim.take(run = new Run(new RunScope(taskId, epoch), plan()));
        var released = Release.of(run, Map.of(), Map.of());
        assertThat(released.complete()).as("%s", released).isTrue();
        run.scope().cancel();
    }
}
