package dev.datamigration.transfer.switchover.object;

import dev.datamigration.api.Side;
import dev.datamigration.database.checkpoint.OpenObjectStore;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.schema.SchemaMigration;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.List;

/**
 * Owners and privileges of what the schema migration made, and publications. They come only now, because until now whoever owns a
 * table could have had the task's sessions run code of his, and a publication would have told of the migration's own writes.
 */
final class OwnersAndGrants implements PostSwitchoverActions {
    @Override
    public String what() {
        return "owners and privileges";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        if (sides.newSideName() == Side.Source) {
            return List.of();
        }
        var waiting = waiting(sides);
        var open = waiting.objects();
        var publications = waiting.publications();
        return open + publications == 0
                ? List.of()
                : List.of(new PostSwitchoverAction(
                        "Owners and privileges",
                        Side.Target,
                        Quantity.of(
                                        open,
                                        "1 object gets the owner and the privileges that it has on the source.",
                                        "%d objects get the owners and the privileges that they have on the source.")
                                + (publications == 0
                                        ? ""
                                        : Quantity.of(
                                                publications, " 1 publication is made.", " %d publications are made.")),
                        null,
                        connection -> set(open, publications, sides)));
    }

    private static String set(long open, long publications, BothSides sides) {
        new SchemaMigration(sides.switchover().run(), status -> {}).atMove();
        var left = waiting(sides);
        return "%d of %s: owners and privileges are as on the source.%s"
                .formatted(
                        open - left.objects(),
                        Quantity.of(open, "object"),
                        publications == 0
                                ? ""
                                : " %d of %s made."
                                        .formatted(
                                                publications - left.publications(),
                                                Quantity.of(publications, "publication")));
    }

    private static OpenObjectStore.OfTheMove waiting(BothSides sides) {
        return sides.newSide().ask(sides.openObjects()::ofTheMove);
    }
}
