package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.api.SwitchoverItem;
import dev.datamigration.failure.Quantity;
import java.util.List;

/** Whether every object of the schema that the task deferred was built, or is listed as not carried. */
final class DeferredObjectsCheck implements SwitchoverCheck {
    private static final String NAME = "DeferredObjects";

    private static final String OPEN = """
            SELECT kind || ' ' || name || CASE WHEN coalesce(on_table, '') <> '' THEN ' on ' || on_table ELSE '' END
              FROM datamigration.schema_object
             WHERE task_id = ? AND NOT done AND error IS NULL AND statement <> '' AND stage <> 'move'
             ORDER BY number
            """;

    @Override
    public List<SwitchoverItem> look(BothSides sides) {
        var target = sides.of(Side.Target);
        var task = sides.switchover().taskId();
        var open = target.list(OPEN, row -> row.getString(1), task);
        var listed = target.number(
                "SELECT count(*) FROM datamigration.schema_object WHERE task_id = ? AND NOT done AND error IS NOT NULL",
                task);
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
