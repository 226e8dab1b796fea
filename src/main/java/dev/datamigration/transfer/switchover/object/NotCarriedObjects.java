package dev.datamigration.transfer.switchover.object;

import dev.datamigration.api.Side;
import dev.datamigration.database.checkpoint.OpenObjectStore.OpenObject;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.List;
import java.util.Set;

/** Objects of the source that the schema migration could not carry; only a person knows whether they are needed. */
final class NotCarriedObjects implements PostSwitchoverActions {
    private static final Set<String> TOLD_ELSEWHERE = Set.of("Setting", "SequenceValue");

    @Override
    public String what() {
        return "objects that were not carried";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        if (sides.newSideName() == Side.Source) {
            return List.of();
        }
        return sides.newSide().ask(sides.openObjects()::list).stream()
                .filter(object -> object.isNotCarried() || !object.statement().isEmpty())
                .filter(object -> !TOLD_ELSEWHERE.contains(object.kind()))
                .map(NotCarriedObjects::action)
                .toList();
    }

    private static PostSwitchoverAction action(OpenObject object) {
        // the value of an application's own parameter may be confidential
        var shown =
                !object.kind().equals("DatabaseSetting") && !object.statement().isEmpty();
        return PostSwitchoverAction.manual(
                object.display(),
                Side.Target,
                object.isNotCarried() ? object.error() : "It was not built.",
                shown ? object.statement() + ";" : null);
    }
}
