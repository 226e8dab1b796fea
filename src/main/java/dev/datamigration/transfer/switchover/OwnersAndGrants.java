package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.schema.SchemaMigration;
import java.util.List;

/**
 * Owners and privileges of what the schema migration made, and publications. They come only now, because until now whoever owns a
 * table could have had the task's sessions run code of his, and a publication would have told of the migration's own writes.
 */
final class OwnersAndGrants implements PostSwitchoverActions {
    private static final String OPEN = """
            SELECT count(*) FROM datamigration.schema_object WHERE task_id = ? AND NOT done AND stage = 'move'
               AND (kind = 'Publication') = ?
            """;

    @Override
    public String what() {
        return "owners and privileges";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        if (sides.newSideName() == Side.Source) {
            return List.of();
        }
        var open = open(sides, false);
        var publications = open(sides, true);
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
        return "%d of %s: owners and privileges are as on the source.%s"
                .formatted(
                        open - open(sides, false),
                        Quantity.of(open, "object"),
                        publications == 0
                                ? ""
                                : " %d of %s made."
                                        .formatted(
                                                publications - open(sides, true),
                                                Quantity.of(publications, "publication")));
    }

    private static long open(BothSides sides, boolean publications) {
        return sides.newSide().number(OPEN, sides.switchover().taskId(), publications);
    }
}
