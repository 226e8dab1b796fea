package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.log.CaptureName;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import dev.datamigration.testing.compare.TableComparison;
import dev.datamigration.transfer.help.HelperPool;
import dev.datamigration.transfer.incremental.IncrementalSync;
import dev.datamigration.transfer.run.Run;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One migration task of a test: two databases with the same tables, and runs of it, each with the next epoch. */
final class LoadFixture implements AutoCloseable {
    /** As usual, but for chunks of so few bytes that blocks do not cut them. */
    static final FullMigrationSettings CUT_BY_KEY = new FullMigrationSettings(3, 100, 65_536L, null);

    final TestDatabase source;
    final TestDatabase target;
    final String taskId;
    private final Set<MigrationType> types;
    FullMigrationSettings settings = new FullMigrationSettings(3, 100, null, null);
    Limits limits = Limits.DEFAULT;
    IncrementalSyncSettings sync = IncrementalSyncSettings.DEFAULT;
    Map<String, String> renameSchemas = Map.of();
    HelperPool helperPool = HelperPool.NONE;
    int workers = 1;
    /** How its runs reach the source. */
    UnaryOperator<DatabaseAccess> route = access -> access;

    private long epoch;
    private Run run;

    private LoadFixture(TestDatabase source, TestDatabase target, Set<MigrationType> types) {
        this.source = source;
        this.target = target;
        this.taskId = source.name();
        this.types = types;
    }

    static LoadFixture live() {
        return of(Set.of(MigrationType.Full, MigrationType.Incremental));
    }

    /** From a database of another server than all tests share. */
    static LoadFixture liveFrom(PostgresInstance server) {
        return new LoadFixture(
                server.createDatabase("full"),
                PostgresServers.target().createDatabase("full"),
                Set.of(MigrationType.Full, MigrationType.Incremental));
    }

    static LoadFixture once() {
        return of(Set.of(MigrationType.Full));
    }

    /** As {@link #live}, and makes the tables itself. */
    static LoadFixture whole() {
        return of(Set.of(MigrationType.Schema, MigrationType.Full, MigrationType.Incremental));
    }

    private static LoadFixture of(Set<MigrationType> types) {
        return new LoadFixture(
                PostgresServers.source().createDatabase("full"),
                PostgresServers.target().createDatabase("full"),
                types);
    }

    /** On both sides. */
    LoadFixture schema(String... statements) {
        source.execute(statements);
        target.execute(statements);
        return this;
    }

    /** On the source. */
    LoadFixture rows(String... statements) {
        source.execute(statements);
        return this;
    }

    /** A run with the next epoch, which takes the task over. */
    Run nextRun() {
        run = new Run(new RunScope(taskId, ++epoch), plan(), helperPool);
        try (var connection = target.connect()) {
            CheckpointSchema.install(connection);
            Fence.claim(connection, taskId, epoch);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return run;
    }

    MigrationPlan plan() {
        return PlanCopy.plan(
                route.apply(source.access(Side.Source)),
                target.access(Side.Target),
                types,
                new ObjectSelection(List.of("*.*"), null, renameSchemas, null),
                null,
                settings,
                sync,
                FullVerificationSettings.DEFAULT,
                limits,
                new EngineSettings(null, null, null, workers));
    }

    /** Keeps a run from ending before something else has happened, however slow this machine is. */
    void slowDown(Run slowed, long rowsPerSecond) {
        var usual = limits;
        limits = new Limits(rowsPerSecond, null, null);
        slowed.update(plan());
        limits = usual;
    }

    FullMigrationStatus load() {
        return load(status -> {});
    }

    FullMigrationStatus load(Consumer<FullMigrationStatus> progress) {
        return new FullMigration(nextRun(), progress).load();
    }

    /** Loads until some chunks of a table are finished, with a change of rows meanwhile. */
    void stopIn(String table, Runnable change) {
        stopOnce(() -> target.count("datamigration.chunk WHERE done AND source_table = '" + table + "'") >= 2, change);
        assertThat(target.query("SELECT complete FROM datamigration.loaded_table WHERE source_table = '" + table + "'"))
                .containsExactly("f");
    }

    /** Goes on with an interrupted load, and stops once its tables stand as of a later position. */
    void stopOnceItWentOn() {
        var position = position();
        stopOnce(() -> !position.equals(position()), () -> {});
    }

    /** The latest as of which any table stands. */
    String position() {
        return target.queryOne("SELECT max(position) FROM datamigration.loaded_table");
    }

    private void stopOnce(BooleanSupplier reached, Runnable change) {
        var run = nextRun();
        var changed = new boolean[1];
        var load = new FullMigration(run, status -> {
            if (!changed[0] && reached.getAsBoolean()) {
                changed[0] = true;
                slowDown(run, 20);
                change.run();
                run.scope().cancel();
            }
        });
        assertThatThrownBy(load::load).isInstanceOf(CancellationException.class);
        assertThat(changed[0]).isTrue();
    }

    /** Applies everything that the source has committed by now. */
    void synchronise() {
        var goal = Lsn.parse(source.queryOne("SELECT pg_current_wal_insert_lsn()"));
        source.execute("SELECT pg_logical_emit_message(true, 'test', '')");
        var synchronising = nextRun();
        var sync = new IncrementalSync(synchronising, status -> {});
        var ended = CompletableFuture.runAsync(sync::synchronise);
        await().until(() -> ended.isDone() || sync.applied().covers(goal));
        assertThat(ended).as("the synchronisation goes on").isNotDone();
        synchronising.scope().cancel();
        assertThat(catchThrowable(ended::join)).hasCauseInstanceOf(CancellationException.class);
    }

    /** Every table holds the same rows on both sides. */
    void assertEqual() {
        assertThat(DatabaseComparer.compare(source, target)).isNotEmpty().allMatch(TableComparison::same);
    }

    void assertNoChunkTwice() {
        assertThat(target.query("SELECT source_table || ' ' || number || ': ' || copies FROM datamigration.chunk"
                        + " WHERE copies <> 1 OR NOT done"))
                .isEmpty();
    }

    long chunks(String table) {
        return target.count("datamigration.chunk WHERE source_table = '" + table + "'");
    }

    @Override
    public void close() {
        if (run != null) {
            run.scope().cancel();
        }
        source.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots" + " WHERE slot_name = '"
                + CaptureName.of(taskId, Direction.Forward) + "'");
    }
}
