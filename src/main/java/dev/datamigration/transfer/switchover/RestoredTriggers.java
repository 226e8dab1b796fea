package dev.datamigration.transfer.switchover;

import java.util.List;

/** Triggers and rules that an earlier round muted on the side to which the application now comes back. */
final class RestoredTriggers implements Chores {
    @Override
    public String what() {
        return "triggers that were muted";
    }

    @Override
    public List<Chore> find(BothSides sides) {
        var setAside = new SetAside(sides.ceremony().run(), sides.newSideName());
        return setAside.all(SetAside.Kind.Trigger).stream()
                .map(entry -> restored(entry, setAside, sides))
                .toList();
    }

    private static Chore restored(SetAside.Entry entry, SetAside setAside, BothSides sides) {
        var restore = Chore.statement(
                entry.subject(), sides.newSideName(), "It fires again as it did before.", entry.statement());
        return new Chore(restore.name(), restore.side(), restore.plan(), restore.sql(), connection -> {
            var done = restore.work().run(connection);
            setAside.forget(entry);
            return done;
        });
    }
}
