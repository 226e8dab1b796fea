package dev.datamigration.transfer.switchover;

import dev.datamigration.api.switchover.RehearsalStatus;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.failure.FailureException;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Goes through everything up to the point of no return without changing what lasts: the precheck, a capture that ends
 * at once, markers through the synchronisation, and the list of what would be done about objects.
 */
final class Rehearsal {
    private final SwitchoverRound switchover;
    private final Flows flows;
    private final List<SwitchoverItem> items = new ArrayList<>();

    Rehearsal(SwitchoverRound switchover, Flows flows) {
        this.switchover = switchover;
        this.flows = flows;
    }

    RehearsalStatus perform(long nonce) {
        try (var sides = new BothSides(switchover)) {
            items.addAll(new SwitchoverPrecheck(switchover, flows).look(sides));
            capture();
            var downtime = new ExpectedDowntime(switchover, flows);
            downtime.measureStop();
            downtime.measureObjects(() -> items.addAll(new ProcessDatabaseObjects(switchover, flows).foretell(sides)));
            return status(nonce, downtime);
        }
    }

    private RehearsalStatus status(long nonce, ExpectedDowntime downtime) {
        var failed = count(SwitchoverItemStatus.Failed);
        var manual = count(SwitchoverItemStatus.Manual);
        return new RehearsalStatus(
                nonce,
                Instant.now().toString(),
                failed == 0,
                downtime.millis(),
                "%s failed, %d would be left to a person. Expected downtime without the time people take: %s"
                        .formatted(Quantity.of(failed, "item"), manual, downtime.explained()),
                ItemList.of(items));
    }

    private long count(SwitchoverItemStatus status) {
        return items.stream().filter(item -> item.status() == status).count();
    }

    private void capture() {
        if (!switchover.hasWayBack() || !switchover.run().plan().has(MigrationType.Incremental) || isHindered()) {
            return;
        }
        var began = System.nanoTime();
        try {
            var position = switchover.beginningRun().capture().tryOut(switchover.scope());
            items.add(SwitchoverItems.passed(
                    "Capture",
                    switchover.newSide().side(),
                    "A capture was made at position %s in %d ms and dropped."
                            .formatted(position, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))));
        } catch (FailureException e) {
            switchover.scope().throwIfCancelled();
            items.add(SwitchoverItems.failed(
                    "Capture",
                    switchover.newSide().side(),
                    e.failure().message() + " " + e.failure().remedy(),
                    null));
        }
    }

    /** A capture would wait for what the precheck has found. */
    private boolean isHindered() {
        return items.stream()
                .anyMatch(item -> item.status() == SwitchoverItemStatus.Failed
                        && item.side() == switchover.newSide().side());
    }
}
