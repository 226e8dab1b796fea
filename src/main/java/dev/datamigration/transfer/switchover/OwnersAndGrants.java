package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.schema.SchemaMigration;
import java.util.List;

/**
 * Owners and privileges of what the schema migration made. They come only now, because until now whoever owns a table
 * could have had the task's sessions run code of his.
 */
final class OwnersAndGrants implements PostSwitchoverActions {
    private static final String OPEN = """
            SELECT count(*) FROM datamigration.schema_object WHERE task_id = ? AND NOT done AND stage = 'move'
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
        var open = open(sides);
        return open == 0
                ? List.of()
                : List.of(new PostSwitchoverAction(
                        "Owners and privileges",
                        Side.Target,
                        Quantity.of(
                                open,
                                "1 object gets the owner and the privileges that it has on the source.",
                                "%d objects get the owners and the privileges that they have on the source."),
                        null,
                        connection -> set(open, sides)));
    }

    private static String set(long open, BothSides sides) {
        new SchemaMigration(sides.switchover().run(), status -> {}).atMove();
        return "%d of %s: owners and privileges are as on the source."
                .formatted(open - open(sides), Quantity.of(open, "object"));
    }

    private static long open(BothSides sides) {
        return sides.newSide().number(OPEN, sides.switchover().taskId());
    }
}
