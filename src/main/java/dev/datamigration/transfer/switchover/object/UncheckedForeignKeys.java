package dev.datamigration.transfer.switchover.object;

import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.List;

/** Foreign keys on the application's new side that are not known to hold for all rows yet. */
final class UncheckedForeignKeys implements PostSwitchoverActions {
    @Override
    public String what() {
        return "foreign keys";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        var side = sides.newSide();
        var tables = sides.tables(sides.newSideName());
        return side.ask(connection -> side.support().derivedObjects().uncheckedForeignKeys(connection, tables)).stream()
                .map(key -> PostSwitchoverAction.statement(
                        "Foreign key %s on %s".formatted(key.name(), key.table()),
                        side,
                        "It is NOT VALID and gets checked against all rows; new rows obey it either way.",
                        key.validating()))
                .toList();
    }
}
