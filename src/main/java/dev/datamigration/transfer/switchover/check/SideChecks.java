package dev.datamigration.transfer.switchover.check;

import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.List;

/** The checks that one of the two databases makes itself, each with what it is to be asked about. */
public final class SideChecks {
    private SideChecks() {}

    /** Transactions of the side that is left would end after the application has moved, or keep the capture from beginning. */
    public static List<SwitchoverItem> openTransactions(BothSides sides) {
        var side = sides.oldSide();
        var bound = sides.switchover().settings().maxTransactionSeconds();
        return side.support().checks().openTransactions(side.connection(), side.scope(), bound);
    }

    /** The application's roles are fenced where that is asked for. */
    public static List<SwitchoverItem> fence(BothSides sides) {
        var side = sides.oldSide();
        var settings = sides.switchover().settings();
        return settings.fenceSource()
                ? side.support().checks().fence(side.connection(), settings.applicationRoles())
                : List.of(SwitchoverItems.passed("Fence", sides.oldSideName(), "Nothing is to be fenced."));
    }

    /** Without a capture of the side that the application goes to there is no way back. */
    public static List<SwitchoverItem> capture(BothSides sides) {
        var side = sides.newSide();
        return side.support()
                .checks()
                .capture(
                        side.connection(),
                        side.scope(),
                        sides.switchover().beginning(),
                        sides.tables(sides.newSideName()),
                        sides.switchover().settings().maxTransactionSeconds());
    }

    /** The checkpoints of the way back are kept in the database that the application leaves. */
    public static List<SwitchoverItem> checkpoints(BothSides sides) {
        var side = sides.oldSide();
        return side.support().checks().checkpoints(side.connection());
    }

    /** The log of the side that the application goes to has to tell which rows change. */
    public static List<SwitchoverItem> rowIdentity(BothSides sides) {
        var side = sides.newSide();
        return side.support().checks().rowIdentity(side.connection(), sides.tables(sides.newSideName()));
    }

    /** Every table of the side that is left is written to on the way back. */
    public static List<SwitchoverItem> writeAccess(BothSides sides) {
        var side = sides.oldSide();
        return side.support().checks().writeAccess(side.connection(), side.scope(), sides.tables(sides.oldSideName()));
    }
}
