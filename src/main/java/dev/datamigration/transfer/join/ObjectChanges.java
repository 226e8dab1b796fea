package dev.datamigration.transfer.join;

import dev.datamigration.api.modification.ObjectChangeState;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.RemovedTableHandling;
import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.SubTask;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.database.checkpoint.ObjectChangeStore.AddedTable;
import dev.datamigration.database.checkpoint.ObjectChangeStore.Addition;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.schema.SchemaMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Brings a task whose forward synchronisation runs to the tables that are selected now: those that it does not have are migrated by a
 * sub-task beside it and then join it, and those that are selected no more leave it. What there is to do follows from the
 * checkpoints, so that it may be killed anywhere and carried out again by whichever worker is next, and a change that was begun is
 * withdrawn by carrying out the selection of before.
 *
 * <p>How it is used, by the background of a worker: a run of a phase after the schema was migrated is first told, by {@link #follow}, which
 * tables its synchronisation has; then the synchronisation runs, and a thread of its own calls {@link #carryOut}. After a failure of that the
 * synchronisation runs on with the tables that it had; a new object with the same arguments tries again and goes on where the last one
 * was.
 */
public final class ObjectChanges {
    private static final Duration SHORTEST_REST = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final long POLL_MILLIS = 100;
    private static final int LOCK_SECONDS = 30;

    private final Run run;
    private final ObjectSelection wanted;
    private final long number;
    private final RemovedTableHandling removedTables;
    private final MainStream main;
    private final ChangeProgress progress;
    private final Withdrawal withdrawal;

    /**
     * @param run of the task, in the forward direction, within a scope that ends the change alone; the task must be claimed
     * @param wanted the objects that are selected now
     * @param number of the change, from 1; the sub-task that adds tables is known by it on both servers
     * @param removedTables what becomes of the data of tables that are removed
     * @param main the task's synchronisation, which runs
     * @param progress told of each state but {@code Done}, at most a few times a second, from several threads; must not block
     */
    public ObjectChanges(
            Run run,
            ObjectSelection wanted,
            long number,
            RemovedTableHandling removedTables,
            MainStream main,
            Consumer<ObjectChangeState> progress) {
        this.run = run;
        this.wanted = wanted;
        this.number = number;
        this.removedTables = removedTables;
        this.main = main;
        this.progress = new ChangeProgress(main, progress);
        this.withdrawal = new Withdrawal(run);
    }

    /**
     * Tells a run that has just begun which of the objects of its plan its synchronisation has: all but tables that are being added.
     * Must come after the task was claimed, and before anything reads the selection; does nothing where the load is not
     * planned yet, which then loads all. {@link Run#update} leaves the selection alone from then on.
     */
    public static void follow(Run run) {
        follow(run, tables -> tables.addition().map(Addition::names).orElse(List.of()));
    }

    /** As {@link #follow}, where the plan has the objects that a change is to bring: but for all tables that the task does not have. */
    public static void followUntilChanged(Run run) {
        follow(run, tables -> tables.difference().added());
    }

    private static void follow(Run run, Function<TaskTables, Collection<TableName>> left) {
        if (run.plan().has(MigrationType.Full) && run.plan().has(MigrationType.Incremental)) {
            var tables = TaskTables.read(run, run.plan().objects());
            if (!tables.had().isEmpty()) {
                run.select(tables.without(left.apply(tables)));
            }
        }
    }

    /**
     * Does all that is to be done, and returns when the synchronisation has the tables that are wanted. The run has the wanted selection
     * then, so that whatever compares or looks at it next sees the tables that were added.
     *
     * @throws FailureException if it cannot go on; a transient one is to be tried again, as of any stage. Nothing of the change runs on
     *     either server then, and what it has made is kept for the next attempt, or until the change is withdrawn or the task
     *     released
     * @throws java.util.concurrent.CancellationException if the run's scope was cancelled; then as after a failure
     */
    public ObjectChangeState.Done carryOut() {
        return carryOut((tables, name) -> true);
    }

    /**
     * As {@link #carryOut}, of the selection of before a change that was begun: nothing is left of that. Tables that nobody has had yet are
     * not added for it, though the selection may mean them.
     */
    public ObjectChangeState.Done withdraw() {
        return carryOut((tables, name) -> tables.left().contains(name));
    }

    private ObjectChangeState.Done carryOut(BiPredicate<TaskTables, TableName> adds) {
        requireSynchronisation();
        while (true) {
            var tables = TaskTables.read(run, wanted);
            var difference = tables.difference();
            var added = difference.added().stream()
                    .filter(name -> adds.test(tables, name) || tables.isBeingAdded(name))
                    .toList();
            progress.adds(added);
            progress.removes(difference.removed());
            withdrawal.ofLeftovers(tables);
            leaving(difference.removed()).check();
            if (tables.addition().isPresent()) {
                goOn(tables, tables.addition().get());
            } else if (!added.isEmpty()) {
                begin(tables.of(added));
            } else if (!difference.removed().isEmpty()) {
                remove(difference.removed());
            } else {
                conclude(tables);
                return progress.done();
            }
        }
    }

    private void requireSynchronisation() {
        if (!run.plan().has(MigrationType.Full) || !run.plan().has(MigrationType.Incremental)) {
            throw new FailureException(new Failure(
                    FailureCode.NotConfigured,
                    null,
                    "Tables can be added to a task that runs, and removed from it, only where it loads tables and synchronises them.",
                    "Put spec.objects back, and migrate further tables by a task of their own."));
        }
    }

    /** A failed addition is undone with the tables that were made for it, which others may have rows in by then. */
    private void requireTablesOfItsOwn(List<DataTable> tables) {
        var filter = new ObjectFilter(wanted);
        for (var table : tables) {
            if (filter.merges(table.name(), table.partitionRoot())) {
                throw new FailureException(new Failure(
                        FailureCode.NotConfigured,
                        null,
                        "Table %s is one of spec.objects.mergeTables, which cannot be added to a task that runs."
                                .formatted(table.name()),
                        "Put spec.objects back, and migrate it by a task of its own."));
            }
        }
    }

    private void goOn(TaskTables tables, Addition addition) {
        if (!tables.wants(addition)) {
            withdrawal.of(addition);
            return;
        }
        var joining = tables.of(addition.names());
        try (var added = new AddedTables(
                run, addition.subTask(), joining, wanted, run.plan().objects(), progress)) {
            if (added.lackLog()) {
                withdrawal.of(addition);
                return;
            }
            added.migrate();
            integrate(added, addition);
        }
    }

    /** In two steps, as the schema of the sub-task's checkpoints is made in between. */
    private void begin(List<DataTable> tables) {
        requireTablesOfItsOwn(tables);
        var subTask = SubTask.id(run.scope().taskId(), number);
        onTarget("claiming the tables that are added", connection -> {
            run.to().server().limitLocks(connection, LOCK_SECONDS);
            run.to().fence().enter(connection, new RunScope(subTask, run.scope().epoch()));
            return null;
        });
        try (var target = new TargetSession(run, run.scope(), "objects")) {
            target.change(
                    "noting the tables that are added",
                    connection -> run.checkpoints()
                            .objectChanges()
                            .begin(connection, new Addition(subTask, noted(connection, tables))));
        }
    }

    private List<AddedTable> noted(Connection target, List<DataTable> tables) throws SQLException {
        var makes = run.plan().has(MigrationType.Schema);
        var filter = new ObjectFilter(wanted);
        var roots = new TreeSet<TableName>();
        tables.stream().map(DataTable::partitionRoot).filter(Objects::nonNull).forEach(roots::add);
        tables.stream().map(DataTable::name).forEach(roots::remove);
        var names = new ArrayList<TableName>();
        tables.forEach(table -> names.add(table.target()));
        roots.forEach(root -> names.add(filter.targetOf(root)));
        var there = run.to().tableRemoval().present(target, names);
        var noted = new ArrayList<AddedTable>();
        tables.forEach(table -> noted.add(
                new AddedTable(table.name(), table.target(), makes && !there.contains(table.target()), true)));
        for (var root : roots) {
            var name = filter.targetOf(root);
            if (makes && !there.contains(name)) {
                noted.add(new AddedTable(root, name, true, false));
            }
        }
        return noted;
    }

    /** While the task's synchronisation rests at a position, the added tables are brought to it, or beyond. */
    private void integrate(AddedTables added, Addition addition) {
        for (var bound = SHORTEST_REST; ; bound = longer(bound)) {
            progress.integrating();
            var rest = bound;
            var joined = new boolean[1];
            main.whileAtRest(() -> joined[0] = join(added, addition, rest));
            if (joined[0]) {
                return;
            }
            run.scope().pause(bound.toMillis());
        }
    }

    private static Duration longer(Duration bound) {
        var doubled = bound.multipliedBy(2);
        return doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
    }

    private boolean join(AddedTables added, Addition addition, Duration bound) {
        if (!added.reaches(applied(), bound)) {
            return false;
        }
        var position = added.end();
        if (!position.covers(applied())) {
            throw new IllegalStateException("tables join at " + position + ", before the synchronisation");
        }
        try (var target = new TargetSession(run, run.scope(), "objects")) {
            target.change("integrating the tables that are added", connection -> {
                run.to().fence().check(connection, added.part().scope());
                run.checkpoints().objectChanges().integrate(connection, addition.subTask(), position);
            });
        }
        var tables = TaskTables.read(run, wanted);
        if (tables.difference().removed().isEmpty()) {
            run.select(tables.followed());
        } else {
            leaving(tables.difference().removed()).leave(tables.followed()); // at the same rest
        }
        noteLoaded();
        return true;
    }

    /** Up to where the task's own synchronisation has everything. */
    private Position applied() {
        return onTarget("reading the checkpoints", this::applied);
    }

    private Position applied(Connection connection) throws SQLException {
        return run.applied().read(connection).map(AppliedRecord::position).orElse(Position.NONE);
    }

    /** A number that is lower than one that is known would be taken for a loss. */
    private void noteLoaded() {
        var found = onTarget(
                "reading the checkpoints",
                connection ->
                        run.checkpoints().found(connection, run.direction().key()));
        if (found.loaded()) {
            run.known().loaded(found.tablesLoaded());
        }
    }

    private void remove(SortedSet<TableName> names) {
        var leaving = leaving(names);
        progress.integrating();
        main.whileAtRest(() -> {
            leaving.leave(TaskTables.read(run, wanted).followed());
            noteLoaded();
        });
    }

    private RemovedTables leaving(SortedSet<TableName> names) {
        return new RemovedTables(run, names, run.plan().objects(), removedTables);
    }

    /**
     * What follows a change, and does nothing where it was done: the log is kept of these tables alone, and what is to hold between tables
     * that were there and tables that came holds, once the synchronisation has both as of one moment.
     */
    private void conclude(TaskTables tables) {
        run.select(wanted);
        SqlWork.connected(run.from().server(), run.scope(), "objects", "preparing the publication", connection -> {
            run.capture().keepOnly(connection, new ObjectFilter(wanted), tables.kept());
            return null;
        });
        onTarget("reading the checkpoints", connection -> {
            var joined = run.checkpoints().loadedTables().positions(connection).values().stream()
                    .reduce(Position::later);
            while (joined.isPresent() && !applied(connection).covers(joined.get())) {
                run.scope().pause(POLL_MILLIS);
            }
            return null;
        });
        new SchemaMigration(run, wanted, schema -> {}).afterCatchUp();
    }

    private <T> T onTarget(String doing, SqlWork.Question<T> question) {
        return SqlWork.connected(run.to().server(), run.scope(), "objects", doing, question);
    }
}
