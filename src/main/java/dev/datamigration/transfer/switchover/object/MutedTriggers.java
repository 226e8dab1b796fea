package dev.datamigration.transfer.switchover.object;

import dev.datamigration.database.postgres.schema.FiringTrigger;
import dev.datamigration.transfer.switchover.fence.SavedSettings;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.Words;
import java.util.List;
import java.util.Locale;

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
        var side = sides.oldSideName();
        var oids = sides.completePairs().stream()
                .flatMap(pair -> pair.on(side).relations().stream())
                .toList();
        return sides.oldSide().ask(connection -> FiringTrigger.read(connection, oids)).stream()
                .map(trigger -> muted(trigger, sides))
                .toList();
    }

    private static PostSwitchoverAction muted(FiringTrigger trigger, BothSides sides) {
        var name = name(trigger);
        var side = sides.oldSideName();
        var mute = PostSwitchoverAction.statement(
                name,
                side,
                "It no longer fires for rows that come back from the %s; it is put back when the application comes back."
                        .formatted(Words.side(sides.newSideName())),
                trigger.muting());
        return new PostSwitchoverAction(mute.name(), side, mute.plan(), mute.sql(), connection -> {
            new SavedSettings(sides.switchover().run(), side)
                    .add(new SavedSettings.Entry(SavedSettings.Kind.Trigger, name, trigger.restoring()));
            return mute.work().run(connection);
        });
    }

    private static String name(FiringTrigger trigger) {
        var kind = trigger.kind().charAt(0) + trigger.kind().substring(1).toLowerCase(Locale.ROOT);
        return "%s %s on %s".formatted(kind, trigger.name(), trigger.table());
    }
}
