package dev.datamigration.transfer.precheck;

import dev.datamigration.api.Side;
import dev.datamigration.api.plan.PlanStatus;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.database.precheck.Checks;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.PrecheckCheck;
import dev.datamigration.database.precheck.PrecheckContext;
import dev.datamigration.database.schema.Shortfall;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.release.EachSide;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.schema.SchemaMigration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at everything that could stand in the way, on both sides, and changes nothing.
 *
 * <p>If a side cannot be reached, only the item that says why (Connectivity, DirectConnection, Tls, Login or DatabaseExists) fails; the
 * items that would ask that side are left out of the list, because nothing is known of them. That holds for a server that
 * has never let the worker in. One that had, and is lost, may come back: then the precheck ends with that error, to be
 * made again.
 */
public final class Precheck {
    private final Run run;
    private final PrecheckItems items;
    private final Consumer<PrecheckStatus> progress;
    private final Supplier<List<Shortfall>> shortfalls;
    private final Set<Side> reached = Collections.synchronizedSet(EnumSet.noneOf(Side.class));

    /** @param progress is told of every item as it is found */
    public Precheck(Run run, Consumer<PrecheckStatus> progress) {
        this(run, () -> new SchemaMigration(run, status -> {}).shortfalls(), progress);
    }

    /** @param shortfalls finds out what the target would not get of the schema */
    public Precheck(Run run, Supplier<List<Shortfall>> shortfalls, Consumer<PrecheckStatus> progress) {
        this.run = run;
        this.shortfalls = shortfalls;
        this.progress = progress;
        this.items = new PrecheckItems(run.plan().precheck().skip());
    }

    /**
     * Looks at everything. What stands in the way is told by an item and not thrown.
     *
     * @throws FailureException if a server is lost that had let the worker in
     * @throws java.util.concurrent.CancellationException if the run ends meanwhile
     */
    public PrecheckStatus check() {
        try (var checks = checks()) {
            var all = checks.all();
            items.add(SkipRule.item(
                    run.plan().precheck().skip(),
                    all.stream().map(Checks.Bound::check).toList()));
            reachBoth(checks);
            all.stream().filter(bound -> bound.check().matters(run.plan())).forEach(this::look);
            checks.confirm();
            return items.status(Instant.now().toString(), plan());
        }
    }

    /** Null where a side is not reached, or does not tell: the items say why. */
    private PlanStatus plan() {
        if (!reached.containsAll(EnumSet.allOf(Side.class))) {
            return null;
        }
        try {
            return new PlanPreview(run).read();
        } catch (FailureException e) {
            run.scope().throwIfCancelled();
            if (e.failure().code() == FailureCode.Unreachable) {
                throw e;
            }
            return null;
        }
    }

    private Checks checks() {
        var context = new PrecheckContext(run.scope(), run.plan(), run.capture().name(), shortfalls);
        return run.pairing().checks(context);
    }

    /** Returns whether nothing stands in the way. */
    public static boolean passed(PrecheckStatus status) {
        return status.items().stream().noneMatch(item -> item.status() == PrecheckItemStatus.Failed);
    }

    /** At the same time, so that two servers that do not answer take no longer than one. */
    private void reachBoth(Checks checks) {
        EachSide.atOnce("precheck-" + run.scope().taskId(), side -> Optional.of(reach(checks, side)))
                .values()
                .forEach(found -> found.forEach(items::add));
        report();
    }

    private List<PrecheckItem> reach(Checks checks, Side side) {
        var reaching = new Reaching(run, checks, side);
        if (reaching.reach()) {
            reached.add(side);
        }
        return reaching.items();
    }

    private void look(Checks.Bound bound) {
        var check = bound.check();
        run.scope().throwIfCancelled();
        if (!reached.containsAll(check.asks())) {
            return;
        }
        try {
            items.add(item(check, bound.look().get()));
        } catch (FailureException e) {
            run.scope().throwIfCancelled();
            if (e.failure().code() == FailureCode.Unreachable) {
                throw e;
            }
            items.add(item(
                    check, Finding.failed(e.failure().message(), e.failure().remedy())));
        }
        report();
    }

    private static PrecheckItem item(PrecheckCheck check, Finding finding) {
        return finding.item(check.name(), check.side(), check.skippable());
    }

    private void report() {
        progress.accept(items.status(null, null));
    }
}
