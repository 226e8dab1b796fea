package dev.datamigration.transfer.schema;

import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.schema.SchemaCreation;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaPlan;
import dev.datamigration.database.schema.SchemaPlanning;
import dev.datamigration.database.schema.Shortfall;
import dev.datamigration.transfer.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private final SchemaPlanning planning;
    private final Consumer<SchemaStatus> consumer;
    private final Duration progressInterval;
    private final PlanSelection selection;

    /** @param progress called with what became of the objects so far, at most five times a second and at the end */
    public SchemaMigration(Run run, Consumer<SchemaStatus> progress) {
        this(run, progress, PROGRESS_INTERVAL);
    }

    /** @param progressInterval least time between two calls; zero calls after every object */
    public SchemaMigration(Run run, Consumer<SchemaStatus> progress, Duration progressInterval) {
        this.run = run;
        this.planning = run.pairing().schemaPlanning();
        this.consumer = progress;
        this.progressInterval = progressInterval;
        this.selection = PlanSelection.EVERYTHING;
    }

    /**
     * Of the objects of a run that another selection does not mean, and of those that are noted already. What was changed meanwhile
     * on tables that both mean is left as it is.
     *
     * @param before the other selection
     */
    public SchemaMigration(Run run, ObjectSelection before, Consumer<SchemaStatus> progress) {
        this.run = run;
        this.planning = run.pairing().schemaPlanning();
        this.consumer = progress;
        this.progressInterval = PROGRESS_INTERVAL;
        this.selection = new AddedObjects(() -> plan(before));
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
        var plan = plan();
        return Stream.concat(
                        plan.notCarried().stream().map(Shortfall::of),
                        planning.missing(run.scope(), plan.lacking()).stream().map(Shortfall::of))
                .toList();
    }

    private SchemaStatus inSteps(Function<SchemaPlan, List<SchemaPlan.Step>> steps) {
        var parallelism = run.plan().fullMigration().indexParallelism();
        return inStage((plan, runner) -> steps.apply(plan).forEach(step -> runner.run(step, parallelism)));
    }

    private SchemaStatus inStage(Stage stage) {
        if (!run.plan().has(MigrationType.Schema)) {
            return NOTHING;
        }
        var plan = plan();
        var objectStore = objectStore();
        var taken = selection.of(plan, objectStore::knows);
        try (var session = planning.open(run.scope(), objectStore)) {
            session.write("noting the plan", target -> objectStore.adopt(target, plan, taken));
        }
        var progress = new SchemaProgress(objectStore, consumer, progressInterval);
        stage.run(taken, new StepRunner(run, planning, objectStore, progress));
        return progress.finish();
    }

    private SchemaPlan plan() {
        return plan(run.plan().carried());
    }

    private SchemaPlan plan(ObjectSelection objects) {
        return planning.plan(run.scope(), objects, run.plan().has(MigrationType.Incremental));
    }

    /**
     * Finds out what would be forgotten of objects that are not selected any more.
     *
     * @return forgets it, within the caller's transaction; they stay where they are
     */
    public SchemaCreation.Write forgetting() {
        if (!run.plan().has(MigrationType.Schema)) {
            return target -> {};
        }
        var planned = plan().items().map(SchemaItem::key).collect(Collectors.toSet());
        var objectStore = objectStore();
        return target -> objectStore.forgetAllBut(target, planned);
    }

    private SchemaObjectStore objectStore() {
        return SqlWork.connected(
                run.to().server(),
                run.scope(),
                "schema",
                "reading the schema",
                connection ->
                        SchemaObjectStore.read(connection, run.checkpoints().schemaObjects()));
    }

    @FunctionalInterface
    private interface Stage {
        void run(SchemaPlan plan, StepRunner runner);
    }
}
