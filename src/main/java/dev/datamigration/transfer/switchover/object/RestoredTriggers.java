package dev.datamigration.transfer.switchover.object;

import dev.datamigration.transfer.switchover.fence.SavedSettings;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.List;

/** Triggers and rules that an earlier round muted on the side to which the application now comes back. */
final class RestoredTriggers implements PostSwitchoverActions {
    @Override
    public String what() {
        return "triggers that were muted";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        var setAside = new SavedSettings(sides.switchover().run(), sides.newSideName());
        return setAside.all(SavedSettings.Kind.Trigger).stream()
                .map(entry -> restored(entry, setAside, sides))
                .toList();
    }

    private static PostSwitchoverAction restored(SavedSettings.Entry entry, SavedSettings setAside, BothSides sides) {
        var restore = PostSwitchoverAction.statement(
                entry.subject(), sides.newSide(), "It fires again as it did before.", entry.statement());
        return new PostSwitchoverAction(restore.name(), restore.side(), restore.plan(), restore.sql(), connection -> {
            var done = restore.work().run(connection);
            setAside.forget(entry);
            return done;
        });
    }
}
