package dev.datamigration.transfer.run;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.Server;
import dev.datamigration.database.capability.Database;
import dev.datamigration.database.capability.Pairing;
import dev.datamigration.database.checkpoint.CheckpointStore;
import dev.datamigration.database.checkpoint.LateWriteStore;
import dev.datamigration.database.checkpoint.PositionStore;
import dev.datamigration.database.kind.Databases;
import dev.datamigration.database.largeobject.LargeObjects;
import dev.datamigration.database.log.LogCapture;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.transfer.KnownCheckpoints;
import dev.datamigration.transfer.RateLimiter;
import dev.datamigration.transfer.help.HelperPool;
import dev.datamigration.transfer.speed.WorkSpeed;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds what every stage of one run shares: both servers, the scope that ends them, and the plan, whose live parts (rates,
 * verification's skip and nonce, logins) may be replaced while the run goes on. A run has a direction; its source is the
 * server that changes are read from and its target the one they are written to, which for the reverse direction are the
 * target and the source of the spec.
 */
public final class Run {
    private final RunScope scope;
    private final Direction direction;
    private final Database from;
    private final Database to;
    private final AtomicReference<MigrationPlan> plan;
    private final RateLimiter limiter;
    private final WorkSpeed speed;
    private final HelperPool helperPool;
    private final KnownCheckpoints known;

    /** A run in the forward direction, without helpers. */
    public Run(RunScope scope, MigrationPlan plan) {
        this(scope, plan, HelperPool.NONE);
    }

    /** A run in the forward direction, of a task of which nothing is known. */
    public Run(RunScope scope, MigrationPlan plan, HelperPool helperPool) {
        this(scope, plan, helperPool, new KnownCheckpoints());
    }

    /**
     * A run in the forward direction.
     *
     * @param known to have been committed; kept up to date by the run
     */
    public Run(RunScope scope, MigrationPlan plan, HelperPool helperPool, KnownCheckpoints known) {
        this(scope, plan, helperPool, known, Contacts.unknown());
    }

    /**
     * A run in the forward direction of a worker that may have made others before.
     *
     * @param known to have been committed; kept up to date by the run
     * @param contacts of the worker with both servers; kept up to date by the run
     */
    public Run(RunScope scope, MigrationPlan plan, HelperPool helperPool, KnownCheckpoints known, Contacts contacts) {
        this(scope, new AtomicReference<>(plan), helperPool, known, contacts);
    }

    private Run(
            RunScope scope,
            AtomicReference<MigrationPlan> plan,
            HelperPool helperPool,
            KnownCheckpoints known,
            Contacts contacts) {
        this(
                scope,
                Direction.Forward,
                Databases.open(plan.get().source(), contacts.with(plan.get().source())),
                Databases.open(plan.get().target(), contacts.with(plan.get().target())),
                plan,
                new RateLimiter(plan.get().limits()),
                new WorkSpeed(
                        () -> plan.get().limits().adaptive(),
                        () -> plan.get().incrementalSync().retainedLogWarningBytes()),
                helperPool,
                known);
    }

    private Run(
            RunScope scope,
            Direction direction,
            Database from,
            Database to,
            AtomicReference<MigrationPlan> plan,
            RateLimiter limiter,
            WorkSpeed speed,
            HelperPool helperPool,
            KnownCheckpoints known) {
        this.scope = scope;
        this.direction = direction;
        this.from = from;
        this.to = to;
        this.plan = plan;
        this.limiter = limiter;
        this.speed = speed;
        this.helperPool = helperPool;
        this.known = known;
    }

    /** The same run seen in a direction: servers, plan, limits and scope are shared. */
    public Run directed(Direction wanted) {
        return wanted == direction ? this : new Run(scope, wanted, to, from, plan, limiter, speed, helperPool, known);
    }

    /** The same run within a scope of its own, which can be cancelled alone: usually a child of this run's. */
    public Run within(RunScope narrower) {
        return new Run(narrower, direction, from, to, plan, limiter, speed, helperPool, known);
    }

    /**
     * A run of a part of the task beside this one: servers and limits are shared, and what it knows to have committed is its own.
     *
     * @param part a child of this run's scope, of a sub-task
     */
    public Run ofPart(RunScope part, ObjectSelection objects) {
        return new Run(
                part,
                direction,
                from,
                to,
                new AtomicReference<>(plan().ofPart(objects)),
                limiter,
                new WorkSpeed(
                        () -> plan().limits().adaptive(),
                        () -> plan().incrementalSync().retainedLogWarningBytes()),
                HelperPool.NONE,
                new KnownCheckpoints());
    }

    public RunScope scope() {
        return scope;
    }

    public Direction direction() {
        return direction;
    }

    /** The database that changes are read from in this direction. */
    public Database from() {
        return from;
    }

    /** The database that changes are written to in this direction. */
    public Database to() {
        return to;
    }

    /** The database of that side of the spec, whatever the direction. */
    public Database of(Side side) {
        return side == direction.from() ? from : to;
    }

    /** Returns what takes both databases, in this direction. */
    public Pairing pairing() {
        return Databases.pair(from, to);
    }

    /** The large objects of both databases; empty where the task carries none, or the databases have none. */
    public Optional<LargeObjects> largeObjects() {
        return plan().carriesLargeObjects() ? pairing().largeObjects(scope, plan().objects()) : Optional.empty();
    }

    /** The server that changes are read from in this direction. */
    public Server source() {
        return from.server();
    }

    /** The server that changes are written to in this direction. */
    public Server target() {
        return to.server();
    }

    /** The server of that side of the spec, whatever the direction. */
    public Server server(Side side) {
        return of(side).server();
    }

    /** Returns what the task remembers on the side that changes are written to in this direction. */
    public CheckpointStore checkpoints() {
        return to.checkpoints(scope.taskId(), from.server().positions());
    }

    /** Returns what the task remembers on that side of the spec, whatever the direction. */
    public CheckpointStore checkpoints(Side side) {
        return of(side).checkpoints(scope.taskId(), server(side.other()).positions());
    }

    /** Up to where changes of this direction are applied. */
    public PositionStore applied() {
        return checkpoints().applied(direction.key());
    }

    /** Returns how far the watch has come that reads on where this direction has ended. */
    public PositionStore watched() {
        return checkpoints().watched(direction.key());
    }

    /** Returns what came late of this direction. */
    public LateWriteStore lateWrites() {
        return checkpoints().lateWrites(direction.key(), direction.from());
    }

    /** As in the spec, whatever the direction. */
    public MigrationPlan plan() {
        return plan.get();
    }

    /** Shared by all writers of the task. */
    public RateLimiter limiter() {
        return limiter;
    }

    /** How fast load and verification may go. */
    public WorkSpeed speed() {
        return speed;
    }

    /** The further workers of the task. */
    public HelperPool helperPool() {
        return helperPool;
    }

    /** Returns what both databases are known to have committed. */
    public KnownCheckpoints known() {
        return known;
    }

    /** From now on these are the objects of the task, for all views of the run; {@link #update} leaves them as they are. */
    public void select(ObjectSelection objects) {
        plan.updateAndGet(known -> known.withObjects(objects));
    }

    /** Takes over the live parts of a newer plan, for all views of the run; the objects are not among them. */
    public void update(MigrationPlan newer) {
        plan.updateAndGet(known -> newer.withObjects(known.objects()));
        server(Side.Source).update(newer.source());
        server(Side.Target).update(newer.target());
        limiter.update(newer.limits());
    }

    /** Returns what keeps the log that this direction reads. */
    public LogCapture capture() {
        return from.changeLog().capture(scope.taskId(), direction);
    }
}
