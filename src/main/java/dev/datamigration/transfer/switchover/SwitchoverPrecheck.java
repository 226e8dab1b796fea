package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.failure.FailureException;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.switchover.check.DeferredObjectsCheck;
import dev.datamigration.transfer.switchover.check.LargeObjectsCheck;
import dev.datamigration.transfer.switchover.check.LatencyCheck;
import dev.datamigration.transfer.switchover.check.SchemaInStepCheck;
import dev.datamigration.transfer.switchover.check.SequenceAccessCheck;
import dev.datamigration.transfer.switchover.check.SideChecks;
import dev.datamigration.transfer.switchover.check.SwitchoverCheck;
import dev.datamigration.transfer.switchover.check.TableShapesCheck;
import dev.datamigration.transfer.switchover.check.VerificationCheck;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        checks().forEach((name, check) -> {
            switchover.scope().throwIfCancelled();
            items.addAll(look(name, check, sides));
        });
        return items;
    }

    private List<SwitchoverItem> look(String name, SwitchoverCheck check, BothSides sides) {
        try {
            return check.look(sides);
        } catch (FailureException e) {
            switchover.scope().throwIfCancelled();
            return List.of(SwitchoverItems.failed(
                    name,
                    e.failure().side(),
                    e.failure().message() + " " + e.failure().remedy(),
                    null));
        }
    }

    /** By the names of their items, the quick ones that find most first. */
    private Map<String, SwitchoverCheck> checks() {
        var checks = new LinkedHashMap<String, SwitchoverCheck>();
        checks.put("Verification", new VerificationCheck());
        checks.put("OpenTransactions", SideChecks::openTransactions);
        checks.put("TableShapes", new TableShapesCheck());
        if (switchover.oldSide().side() == Side.Source) {
            checks.put("SchemaInStep", new SchemaInStepCheck());
        }
        checks.put("DeferredObjects", new DeferredObjectsCheck());
        checks.put("SequenceAccess", new SequenceAccessCheck());
        checks.put("LargeObjects", new LargeObjectsCheck());
        checks.put("Fence", SideChecks::fence);
        if (switchover.hasWayBack()) {
            checks.put("Capture", SideChecks::capture);
            checks.put("CheckpointSchema", SideChecks::checkpoints);
            checks.put("ReplicaIdentity", SideChecks::rowIdentity);
            checks.put("WriteAccess", SideChecks::writeAccess);
        }
        if (switchover.run().plan().has(MigrationType.Incremental)) {
            checks.put("Latency", new LatencyCheck(flows));
        }
        return checks;
    }
}
