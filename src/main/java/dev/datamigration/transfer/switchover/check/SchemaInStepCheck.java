package dev.datamigration.transfer.switchover.check;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.structure.Difference;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.structure.SchemaComparison;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.ArrayList;
import java.util.List;

/** Checks whether everything that was changed in the source's schema since it was migrated is on the target as well. */
public final class SchemaInStepCheck implements SwitchoverCheck {
    private static final String NAME = "SchemaInStep";
    private static final int MOST_ITEMS = 50;

    @Override
    public List<SwitchoverItem> look(BothSides sides) {
        var run = sides.switchover().run();
        var comparison = new SchemaComparison(run);
        var changes = SqlWork.call(
                run.server(Side.Source),
                run.scope(),
                "comparing the schemas",
                () -> comparison.changes(
                        sides.of(Side.Source).connection(),
                        sides.of(Side.Target).connection()));
        if (changes.isEmpty()) {
            return List.of(SwitchoverItems.passed(
                    NAME,
                    Side.Source,
                    "Nothing that was changed in the source's schema since it was migrated is missing on the target."));
        }
        var items = new ArrayList<SwitchoverItem>();
        changes.stream().limit(MOST_ITEMS).map(SchemaInStepCheck::item).forEach(items::add);
        if (changes.size() > MOST_ITEMS) {
            items.add(SwitchoverItems.failed(
                    NAME,
                    Side.Target,
                    Quantity.of(
                                    changes.size() - MOST_ITEMS,
                                    "1 further change is not on the target.",
                                    "%,d further changes are not on the target.")
                            + " This prints the statements of all, in their order. " + comparison.script() + ".",
                    null));
        }
        return items;
    }

    private static SwitchoverItem item(Difference change) {
        return SwitchoverItems.failed(
                NAME,
                Side.Target,
                change.display() + ": " + change.message()
                        + (change.sql() == null ? " Make the target alike." : " Run the SQL on the target."),
                change.sql());
    }
}
