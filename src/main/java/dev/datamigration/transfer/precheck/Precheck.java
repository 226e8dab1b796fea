package dev.datamigration.transfer.precheck;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.precheck.check.CheckedDatabase;
import dev.datamigration.transfer.precheck.check.CheckedDatabases;
import dev.datamigration.transfer.precheck.check.Finding;
import dev.datamigration.transfer.precheck.check.PrecheckCheck;
import dev.datamigration.transfer.release.EachSide;
import dev.datamigration.transfer.run.Run;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
    private final Map<Side, CheckedDatabase> reached = Collections.synchronizedMap(new EnumMap<>(Side.class));

    /** @param progress is told of every item as it is found */
    public Precheck(Run run, Consumer<PrecheckStatus> progress) {
        this.run = run;
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
        try {
            items.add(SkipRule.item(run.plan().precheck().skip(), Checks.ALL));
            reachBoth();
            var databases = new CheckedDatabases(run, reached);
            Checks.ALL.stream().filter(check -> check.matters(run.plan())).forEach(check -> look(check, databases));
            reached.values().forEach(CheckedDatabase::confirm);
            return items.status(Instant.now().toString());
        } finally {
            reached.values().forEach(database -> run.scope().close(database.connection()));
        }
    }

    /** Returns whether nothing stands in the way. */
    public static boolean passed(PrecheckStatus status) {
        return status.items().stream().noneMatch(item -> item.status() == PrecheckItemStatus.Failed);
    }

    /** At the same time, so that two servers that do not answer take no longer than one. */
    private void reachBoth() {
        EachSide.atOnce("precheck-" + run.scope().taskId(), side -> Optional.of(reach(side)))
                .values()
                .forEach(found -> found.forEach(items::add));
        report();
    }

    private List<PrecheckItem> reach(Side side) {
        var reaching = new Reaching(run, side);
        reaching.database().ifPresent(database -> reached.put(side, database));
        return reaching.items();
    }

    private void look(PrecheckCheck check, CheckedDatabases databases) {
        run.scope().throwIfCancelled();
        if (!reached.keySet().containsAll(check.asks())) {
            return;
        }
        try {
            items.add(item(check, check.look(databases)));
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
        return new PrecheckItem(
                check.name(), check.side(), finding.status(), finding.message(), finding.remedy(), check.skippable());
    }

    private void report() {
        progress.accept(items.status(null));
    }
}
