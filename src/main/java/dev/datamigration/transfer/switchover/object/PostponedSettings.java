package dev.datamigration.transfer.switchover.object;

import dev.datamigration.api.Side;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.List;

/**
 * Settings of objects that the schema migration left for later, for instance triggers that are enabled ALWAYS: for such
 * the ledger's name is the statement itself.
 */
final class PostponedSettings implements PostSwitchoverActions {
    @Override
    public String what() {
        return "settings that the schema migration postponed";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        if (sides.newSideName() == Side.Source) {
            return List.of();
        }
        return sides.newSide().ask(sides.openObjects()::list).stream()
                .filter(object -> object.isNotCarried() && object.kind().equals("Setting"))
                .map(object -> action(object.number(), object.name(), object.onTable(), sides))
                .toList();
    }

    private static PostSwitchoverAction action(int number, String sql, String subject, BothSides sides) {
        var set = PostSwitchoverAction.statement(
                "Setting of " + subject, sides.of(Side.Target), "What the migration had postponed is set.", sql);
        return new PostSwitchoverAction(set.name(), set.side(), set.plan(), set.sql(), connection -> {
            var done = set.work().run(connection);
            markDone(number, sides);
            return done;
        });
    }

    private static void markDone(int number, BothSides sides) {
        sides.switchover()
                .onNewSide()
                .remember(
                        "noting what is set", connection -> sides.openObjects().done(connection, number));
    }
}
