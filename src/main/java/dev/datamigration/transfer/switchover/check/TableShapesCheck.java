package dev.datamigration.transfer.switchover.check;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.failure.Quantity;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.ArrayList;
import java.util.List;

/** Checks whether every table has the same columns on both sides now, so that no change of schema is pending. */
public final class TableShapesCheck implements SwitchoverCheck {
    private static final String NAME = "TableShapes";

    @Override
    public List<SwitchoverItem> look(BothSides sides) {
        var items = new ArrayList<SwitchoverItem>();
        var hashing =
                sides.switchover().run().directed(Direction.Forward).pairing().rowHashing();
        for (var pair : sides.pairs()) {
            if (!pair.isComplete()) {
                items.add(SwitchoverItems.failed(
                        NAME,
                        Side.Target,
                        "%s is on the source only: it was created after the load. Leave it out with spec.objects.exclude, or create it on the target and load its rows by hand."
                                .formatted(pair.name()),
                        null));
            } else {
                hashing.difference(Direction.Forward, pair.source(), pair.target())
                        .ifPresent(difference -> items.add(SwitchoverItems.failed(
                                NAME,
                                Side.Target,
                                "%s differs: %s. Make both alike; what the source was given since the load is under SchemaInStep, with its SQL."
                                        .formatted(pair.name(), difference),
                                null)));
            }
        }
        return items.isEmpty()
                ? List.of(SwitchoverItems.passed(
                        NAME,
                        sides.newSideName(),
                        Quantity.of(
                                sides.pairs().size(),
                                "1 table has the same columns on both sides.",
                                "%d tables have the same columns on both sides.")))
                : items;
    }
}
