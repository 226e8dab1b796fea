package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.failure.FailureException;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.switchover.check.CaptureCheck;
import dev.datamigration.transfer.switchover.check.CheckpointSchemaCheck;
import dev.datamigration.transfer.switchover.check.DeferredObjectsCheck;
import dev.datamigration.transfer.switchover.check.FenceCheck;
import dev.datamigration.transfer.switchover.check.LargeObjectsCheck;
import dev.datamigration.transfer.switchover.check.LatencyCheck;
import dev.datamigration.transfer.switchover.check.OpenTransactionsCheck;
import dev.datamigration.transfer.switchover.check.ReplicaIdentityCheck;
import dev.datamigration.transfer.switchover.check.SchemaInStepCheck;
import dev.datamigration.transfer.switchover.check.SequenceAccessCheck;
import dev.datamigration.transfer.switchover.check.SwitchoverCheck;
import dev.datamigration.transfer.switchover.check.TableShapesCheck;
import dev.datamigration.transfer.switchover.check.VerificationCheck;
import dev.datamigration.transfer.switchover.check.WriteAccessCheck;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.SwitchoverItems;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;
import java.util.ArrayList;
import java.util.List;

/** Proves that the switchover can succeed and be undone; whatever it tries, it rolls back. */
final class SwitchoverPrecheck {
    private final SwitchoverRound switchover;
    private final Flows flows;

    SwitchoverPrecheck(SwitchoverRound switchover, Flows flows) {
        this.switchover = switchover;
        this.flows = flows;
    }

    StepResult perform() {
        try (var sides = new BothSides(switchover)) {
            var items = look(sides);
            var failed = items.stream()
                    .filter(item -> item.status() == SwitchoverItemStatus.Failed)
                    .count();
            return (failed == 0
                            ? StepResult.done(Quantity.of(items.size(), "The one item passed.", "All %d items passed."))
                            : StepResult.failed(Quantity.of(
                                    failed,
                                    "1 item failed, and says what to do. Then retry.",
                                    "%d items failed; each says what to do. Then retry.")))
                    .with(items);
        }
    }

    List<SwitchoverItem> look(BothSides sides) {
        var items = new ArrayList<SwitchoverItem>();
        for (var check : checks()) {
            switchover.scope().throwIfCancelled();
            items.addAll(look(check, sides));
        }
        return items;
    }

    private static List<SwitchoverItem> look(SwitchoverCheck check, BothSides sides) {
        try {
            return check.look(sides);
        } catch (FailureException e) {
            sides.switchover().scope().throwIfCancelled();
            return List.of(SwitchoverItems.failed(
                    check.getClass().getSimpleName().replaceAll("Check$", ""),
                    e.failure().side(),
                    e.failure().message() + " " + e.failure().remedy(),
                    null));
        }
    }

    /** The quick ones that find most come first. */
    private List<SwitchoverCheck> checks() {
        var checks = new ArrayList<SwitchoverCheck>();
        checks.add(new VerificationCheck());
        checks.add(new OpenTransactionsCheck());
        checks.add(new TableShapesCheck());
        if (switchover.oldSide().side() == Side.Source) {
            checks.add(new SchemaInStepCheck());
        }
        checks.add(new DeferredObjectsCheck());
        checks.add(new SequenceAccessCheck());
        checks.add(new LargeObjectsCheck());
        checks.add(new FenceCheck());
        if (switchover.hasWayBack()) {
            checks.add(new CaptureCheck());
            checks.add(new CheckpointSchemaCheck());
            checks.add(new ReplicaIdentityCheck());
            checks.add(new WriteAccessCheck());
        }
        if (switchover.run().plan().has(MigrationType.Incremental)) {
            checks.add(new LatencyCheck(flows));
        }
        return checks;
    }
}
