package dev.datamigration.transfer.switchover.check;

import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.postgres.precheck.table.ReplicaIdentityUsable;
import dev.datamigration.database.postgres.precheck.table.TablesWithoutKey;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.SwitchoverItems;
import java.util.List;

/** Checks whether the log of the side that the application goes to will tell which rows change. */
public final class ReplicaIdentityCheck implements SwitchoverCheck {
    @Override
    public List<SwitchoverItem> look(BothSides sides) {
        var side = sides.newSideName();
        var tables = sides.completePairs().stream().map(pair -> pair.on(side)).toList();
        return List.of(
                SwitchoverItems.of("TablesWithoutKey", side, TablesWithoutKey.verdict(sides.newSide(), tables)),
                SwitchoverItems.of("ReplicaIdentity", side, ReplicaIdentityUsable.verdict(sides.newSide(), tables)));
    }
}
