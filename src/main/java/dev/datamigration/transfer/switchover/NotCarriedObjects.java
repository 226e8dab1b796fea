package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import java.util.List;

/** Objects of the source that the schema migration could not carry; only a person knows whether they are needed. */
final class NotCarriedObjects implements PostSwitchoverActions {
    private static final String OBJECTS = """
            SELECT kind || ' ' || name || CASE WHEN coalesce(on_table, '') <> '' THEN ' on ' || on_table ELSE '' END,
                   coalesce(error, 'It was not built.'),
                   -- the value of an application's own parameter may be confidential
                   CASE WHEN kind <> 'DatabaseSetting' THEN nullif(statement, '') END
              FROM datamigration.schema_object
             WHERE task_id = ? AND NOT done AND (error IS NOT NULL OR statement <> '')
               AND kind NOT IN ('Setting', 'SequenceValue')
               AND (stage <> 'move' OR error IS NOT NULL)
             ORDER BY number
            """;

    @Override
    public String what() {
        return "objects that were not carried";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        if (sides.newSideName() == Side.Source) {
            return List.of();
        }
        return sides.newSide()
                .list(
                        OBJECTS,
                        row -> PostSwitchoverAction.manual(
                                row.getString(1),
                                Side.Target,
                                row.getString(2),
                                row.getString(3) == null ? null : row.getString(3) + ";"),
                        sides.switchover().taskId());
    }
}
