package dev.datamigration.transfer.switchover.object;

import dev.datamigration.database.switchover.MutedPrograms;
import dev.datamigration.transfer.switchover.fence.SavedSettings;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.List;

/**
 * Triggers and rules on the side that the application left which would fire for what is written there on the way back;
 * their effect comes with the log already.
 */
final class MutedTriggers implements PostSwitchoverActions {
    @Override
    public String what() {
        return "triggers that are enabled ALWAYS or for REPLICA";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        if (!sides.switchover().hasWayBack()) {
            return List.of();
        }
        var side = sides.oldSide();
        var tables = sides.tables(sides.oldSideName());
        return side.ask(connection -> side.support().mutedPrograms().find(connection, tables)).stream()
                .map(program -> muted(program, sides))
                .toList();
    }

    private static PostSwitchoverAction muted(MutedPrograms.Program program, BothSides sides) {
        var side = sides.oldSideName();
        var mute = PostSwitchoverAction.statement(
                program.name(),
                sides.oldSide(),
                "It no longer fires for rows that come back from the %s; it is put back when the application comes back."
                        .formatted(sides.newSideName().word()),
                program.muting());
        return new PostSwitchoverAction(mute.name(), side, mute.plan(), mute.sql(), connection -> {
            new SavedSettings(sides.switchover().run(), side)
                    .add(new SavedSettings.Entry(SavedSettings.Kind.Trigger, program.name(), program.restoring()));
            return mute.work().run(connection);
        });
    }
}
