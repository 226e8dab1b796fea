package dev.datamigration.transfer.switchover.object;

import dev.datamigration.api.Side;
import dev.datamigration.database.largeobject.LargeObjects;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.List;

/** Large objects, of whose changes no log tells: compared now that the writes have stopped, and copied where they differ. */
public final class LargeObjectActions implements PostSwitchoverActions {
    /** Tells how their changes on the target are brought to the source by hand. */
    public static final String WAY_ON =
            "Once the application has stopped on the target, run the query there as a superuser, and what it prints on the source as the objects' owner: psql -XAtq … -c '<query>' | psql -X …. What was removed on the target stays on the source.";

    private static final String NAME = "Large objects";

    @Override
    public String what() {
        return "large objects";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        var objects = sides.switchover().run().largeObjects();
        if (objects.isEmpty()) {
            return List.of();
        }
        var facts = sides.oldSide().support().largeObjectFacts();
        var count = sides.oldSide().ask(facts::count);
        if (sides.newSideName() == Side.Source) {
            return count == 0
                    ? List.of()
                    : List.of(PostSwitchoverAction.manual(
                            NAME,
                            Side.Source,
                            "Changes of large objects on the target are not carried back. Where the application changed any there: "
                                    + WAY_ON,
                            facts.contents()));
        }
        return List.of(new PostSwitchoverAction(
                NAME,
                Side.Target,
                Quantity.of(
                        count,
                        "1 large object is compared by its hash, and copied where it differs.",
                        "%d large objects are compared by their hashes, and copied where they differ."),
                null,
                connection -> done(objects.get().copy(progress -> {}))));
    }

    private static String done(LargeObjects.Copied result) {
        return "%s equal on both sides; %d copied since the load, %d removed."
                .formatted(
                        Quantity.of(result.equal(), "1 large object is", "%d large objects are"),
                        result.written(),
                        result.removed());
    }
}
