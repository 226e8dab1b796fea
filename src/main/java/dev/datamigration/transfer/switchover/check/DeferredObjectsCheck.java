package dev.datamigration.transfer.switchover.check;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.checkpoint.OpenObjectStore.OpenObject;
import dev.datamigration.database.switchover.Listing;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.List;

/** Checks whether every object of the schema that the task deferred was built, or is listed as not carried. */
public final class DeferredObjectsCheck implements SwitchoverCheck {
    private static final String NAME = "DeferredObjects";

    @Override
    public List<SwitchoverItem> look(BothSides sides) {
        var objects = sides.of(Side.Target).ask(sides.openObjects()::list);
        var open = objects.stream()
                .filter(object -> !object.isNotCarried() && !object.statement().isEmpty())
                .map(OpenObject::display)
                .toList();
        var listed = objects.stream().filter(OpenObject::isNotCarried).count();
        return List.of(
                open.isEmpty()
                        ? SwitchoverItems.passed(
                                NAME,
                                Side.Target,
                                Quantity.of(
                                        listed,
                                        "Every object of the schema is there, but for 1 that is listed in status.schema.",
                                        "Every object of the schema is there, but for %d that are listed in status.schema."))
                        : SwitchoverItems.failed(
                                NAME,
                                Side.Target,
                                "Objects of the schema are not on the target yet: %s. Stop and resume the task, which builds them."
                                        .formatted(Listing.of(open)),
                                null));
    }
}
