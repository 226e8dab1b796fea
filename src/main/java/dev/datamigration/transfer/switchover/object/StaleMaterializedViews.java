package dev.datamigration.transfer.switchover.object;

import dev.datamigration.api.Side;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.OpenSide;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Materialised views that have data on the application's old side: rows moved on since those of the new one were filled. */
final class StaleMaterializedViews implements PostSwitchoverActions {
    @Override
    public String what() {
        return "materialised views";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        var filter = new ObjectFilter(sides.switchover().run().plan().objects());
        var selected = all(sides.of(Side.Source)).stream().filter(filter::includes);
        var old = sides.oldSide();
        var populated = new HashSet<>(old.ask(old.support().derivedObjects()::populatedViews));
        var leavesSource = sides.oldSideName() == Side.Source;
        var stale = selected.filter(view -> populated.contains(leavesSource ? view : filter.targetOf(view)))
                .map(view -> leavesSource ? filter.targetOf(view) : view)
                .collect(Collectors.toSet());
        return all(sides.newSide()).stream()
                .filter(stale::contains)
                .map(view -> refreshed(view, sides))
                .toList();
    }

    private static List<TableName> all(OpenSide side) {
        return side.ask(side.support().derivedObjects()::materializedViews);
    }

    private static PostSwitchoverAction refreshed(TableName view, BothSides sides) {
        return PostSwitchoverAction.statement(
                "Materialised view " + view,
                sides.newSide(),
                "It is filled anew from the rows as they are now.",
                sides.newSide().support().derivedObjects().refreshing(view));
    }
}
