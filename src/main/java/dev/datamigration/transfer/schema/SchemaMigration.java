package dev.datamigration.transfer.schema;

import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.task.LargeObjectHandling;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.connection.PostgresFailures;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.schema.SearchPaths;
import dev.datamigration.database.postgres.schema.Selection;
import dev.datamigration.database.postgres.schema.SourceSchema;
import dev.datamigration.database.postgres.schema.creation.Presence;
import dev.datamigration.database.postgres.schema.plan.RoleMap;
import dev.datamigration.database.postgres.schema.plan.TargetFacts;
import dev.datamigration.database.postgres.schema.planner.SchemaPlanner;
import dev.datamigration.database.postgres.schema.reader.Dependencies;
import dev.datamigration.database.postgres.schema.reader.Inventory;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaPlan;
import dev.datamigration.database.schema.Shortfall;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Carries the schema: before the load everything that rows need, after it everything that is better built on top of
 * them. Every part plans anew from the source whenever it runs, and skips what the ledger knows as done, so any may be
 * killed and run again. Where the task does not migrate the schema they do nothing.
 */
public final class SchemaMigration {
    private static final SchemaStatus NOTHING = new SchemaStatus(0, 0, 0, 0, 0, List.of());

    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(200);

    private final Run run;
    private final Consumer<SchemaStatus> consumer;
    private final Duration progressInterval;

    /** @param progress called with what became of the objects so far, at most five times a second and at the end */
    public SchemaMigration(Run run, Consumer<SchemaStatus> progress) {
        this(run, progress, PROGRESS_INTERVAL);
    }

    /** @param progressInterval least time between two calls; zero calls after every object */
    public SchemaMigration(Run run, Consumer<SchemaStatus> progress, Duration progressInterval) {
        this.run = run;
        this.consumer = progress;
        this.progressInterval = progressInterval;
    }

    /**
     * Creates what must be there before rows come, and records what is deferred.
     *
     * @throws dev.datamigration.failure.FailureException if a table could not be created, or a server failed
     */
    public SchemaStatus beforeLoad() {
        return inStage((plan, runner) -> runner.untilNoMoreSucceed(plan.before()));
    }

    /**
     * Creates indexes, constraints, foreign keys and then the rest, on as many connections as
     * {@code fullMigration.indexParallelism} allows.
     *
     * @throws dev.datamigration.failure.FailureException if an index or a constraint could not be created, or a server
     *     failed
     */
    public SchemaStatus afterLoad() {
        return inSteps(SchemaPlan::after);
    }

    /**
     * Makes sure that the rows obey the foreign keys. An interrupted load leaves tables as of different moments, which
     * only the changes that follow bring together; so this is to be called once they have been applied, and may run
     * while more are. Does nothing for a task without incremental synchronisation, whose foreign keys came with
     * {@link #afterLoad}.
     *
     * @throws dev.datamigration.failure.FailureException if rows violate a foreign key, or a server failed
     */
    public SchemaStatus afterCatchUp() {
        return inSteps(SchemaPlan::afterCatchUp);
    }

    /**
     * Gives everything to its owners and grants what is granted on the source: to be called when the application moves.
     * Does nothing for a task without incremental synchronisation, where {@link #afterLoad} did it.
     *
     * @throws dev.datamigration.failure.FailureException if a server failed
     */
    public SchemaStatus atMove() {
        return inSteps(SchemaPlan::atMove);
    }

    /**
     * Everything that the target would not get, with what cannot be made without it; changes nothing.
     *
     * @throws dev.datamigration.failure.FailureException if a server failed, or the objects cannot all be named
     */
    public List<Shortfall> shortfalls() {
        var plan = readPlan();
        return onTarget(presence -> Stream.concat(
                        plan.notCarried().stream().map(Shortfall::of),
                        plan.lacking().stream()
                                .filter(item -> !presence.of(item))
                                .map(Shortfall::of))
                .toList());
    }

    /**
     * The statements that would make each object of the source that is selected now, by its ID, in an order that works; changes
     * nothing. What comes with another object has none of its own.
     *
     * @throws dev.datamigration.failure.FailureException if a server failed, or the objects cannot all be named
     */
    public Map<String, List<String>> statements() {
        var statements = new LinkedHashMap<String, List<String>>();
        var plan = readPlan();
        for (var item :
                Stream.concat(plan.before().stream(), plan.deferred().stream()).toList()) {
            if (item.id() != null && !item.statements().isEmpty()) {
                statements
                        .computeIfAbsent(item.id(), id -> new ArrayList<>())
                        .addAll(item.kind() == ObjectKind.SequenceOwnership ? List.of() : underItsPath(item));
            }
        }
        return statements;
    }

    private static List<String> underItsPath(SchemaItem item) {
        var statements = new ArrayList<String>();
        if (!item.searchPath().isEmpty()) {
            statements.add("SET search_path = " + item.searchPath());
        }
        statements.addAll(item.statements());
        statements.addAll(item.settings());
        return statements;
    }

    private SchemaStatus inSteps(Function<SchemaPlan, List<SchemaPlan.Step>> steps) {
        var parallelism = run.plan().fullMigration().indexParallelism();
        return inStage((plan, runner) -> steps.apply(plan).forEach(step -> runner.run(step, parallelism)));
    }

    private SchemaStatus inStage(Stage stage) {
        if (!run.plan().has(MigrationType.Schema)) {
            return NOTHING;
        }
        var plan = readPlan();
        var objectStore = readLedger();
        try (var creator = new ItemCreator(run, objectStore)) {
            creator.adopt(plan);
        }
        var progress = new SchemaProgress(objectStore, consumer, progressInterval);
        stage.run(plan, new StepRunner(run, objectStore, progress));
        return progress.finish();
    }

    private SchemaPlan readPlan() {
        var objects = run.plan().objects();
        var selected = run.plan().carriesLargeObjects() ? objects : objects.with(LargeObjectHandling.Leave);
        var filter = new ObjectFilter(selected);
        var paths = new SearchPaths(selected.renameSchemas());
        var target = with(run.target(), TargetFacts::read);
        var planner = with(run.source(), connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false); // one view of the catalog
            var selection = Selection.of(Inventory.read(connection), Dependencies.read(connection), filter);
            var schema = SourceSchema.read(connection, selection, paths);
            var catchesUp = run.plan().has(MigrationType.Incremental);
            var roles = new RoleMap(selected, target);
            return new SchemaPlanner(selection, schema, filter, paths, roles, catchesUp);
        });
        return onTarget(presence -> planner.plan(presence::of));
    }

    private <T> T onTarget(Function<Presence, T> question) {
        return with(run.target(), connection -> {
            connection.setAutoCommit(false);
            return question.apply(new Presence(run.target(), run.scope(), connection));
        });
    }

    private SchemaObjectStore readLedger() {
        return with(
                run.target(),
                connection ->
                        SchemaObjectStore.read(connection, run.checkpoints().schemaObjects()));
    }

    private <T> T with(PostgresServer server, Query<T> query) {
        var connection = server.open(run.scope(), "schema");
        try {
            return query.read(connection);
        } catch (SQLException e) {
            run.scope().throwIfCancelled();
            throw PostgresFailures.of(e, server.access(), "reading the schema");
        } finally {
            run.scope().close(connection);
        }
    }

    @FunctionalInterface
    private interface Stage {
        void run(SchemaPlan plan, StepRunner runner);
    }

    @FunctionalInterface
    private interface Query<T> {
        T read(Connection connection) throws SQLException;
    }
}
