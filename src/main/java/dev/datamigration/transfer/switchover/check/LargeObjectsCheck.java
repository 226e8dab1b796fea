package dev.datamigration.transfer.switchover.check;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.switchover.object.LargeObjectActions;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks whether the large objects of a task that carries them can be copied once the writes have stopped, and what a person has to know
 * before the application moves: that nothing carries them back.
 */
public final class LargeObjectsCheck implements SwitchoverCheck {
    private static final String NAME = "LargeObjects";

    @Override
    public List<SwitchoverItem> look(BothSides sides) {
        if (sides.newSideName() == Side.Source
                || !sides.switchover().run().plan().carriesLargeObjects()) {
            return List.of();
        }
        var facts = sides.oldSide().support().largeObjectFacts();
        var unreadable = sides.oldSide().ask(facts::countUnreadable);
        if (unreadable > 0) {
            return List.of(SwitchoverItems.failed(
                    NAME,
                    Side.Source,
                    Quantity.of(
                            unreadable,
                            "The account may not read 1 large object of the source.",
                            "The account may not read %d large objects of the source."),
                    facts.lettingRead()));
        }
        return told(sides, sides.oldSide().ask(facts::count));
    }

    private static List<SwitchoverItem> told(BothSides sides, long count) {
        var items = new ArrayList<SwitchoverItem>();
        items.add(SwitchoverItems.passed(
                NAME,
                Side.Target,
                Quantity.of(
                        count,
                        "1 large object is compared at ProcessDatabaseObjects, and copied where it differs.",
                        "%d large objects are compared at ProcessDatabaseObjects, and copied where they differ.")));
        if (count > 0 && sides.switchover().hasWayBack()) {
            items.add(SwitchoverItems.manual(
                    NAME,
                    Side.Target,
                    "After the switchover, changes of large objects on the target are not carried back: the log does not show them, and going back leaves the source's as they are. "
                            + LargeObjectActions.WAY_ON,
                    sides.newSide().support().largeObjectFacts().contents()));
        }
        return items;
    }
}
