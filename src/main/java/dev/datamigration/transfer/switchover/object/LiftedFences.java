package dev.datamigration.transfer.switchover.object;

import dev.datamigration.transfer.switchover.fence.RoleFence;
import dev.datamigration.transfer.switchover.fence.SavedSettings;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.List;

/** Roles that an earlier round made read-only on the side to which the application now comes back. */
final class LiftedFences implements PostSwitchoverActions {
    @Override
    public String what() {
        return "fenced roles";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        var side = sides.newSideName();
        return new SavedSettings(sides.switchover().run(), side)
                .all(SavedSettings.Kind.Fence).stream()
                        .map(entry -> new PostSwitchoverAction(
                                "Fence " + entry.subject(),
                                side,
                                "The role may write to the %s again.".formatted(side.word()),
                                entry.statement() + ";",
                                connection -> lift(sides, entry)))
                        .toList();
    }

    private static String lift(BothSides sides, SavedSettings.Entry entry) {
        var fence = new RoleFence(sides.switchover().run(), sides.newSideName());
        fence.lift(entry);
        var left = fence.endSessions(List.of(entry.subject()));
        return "The role may write to the %s again; its sessions from before were ended%s."
                .formatted(
                        sides.newSideName().word(),
                        left.isEmpty() ? "" : " but for processes " + left + ", which are still read-only");
    }
}
