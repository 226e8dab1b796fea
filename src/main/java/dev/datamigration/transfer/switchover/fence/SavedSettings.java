package dev.datamigration.transfer.switchover.fence;

import dev.datamigration.api.Side;
import dev.datamigration.database.checkpoint.SavedSettingStore;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.switchover.round.ServerSession;
import java.util.List;

/**
 * Keeps what switchovers changed on a side and what puts it back, written before the change is made. Those about one side are kept on the other one, so that they survive whatever is restored there; a
 * crash leaves at most a row about a change that was not made, and what it says is harmless then.
 */
public final class SavedSettings {
    private final Run run;
    private final Side side;

    /** @param side that was changed */
    public SavedSettings(Run run, Side side) {
        this.run = run;
        this.side = side;
    }

    /**
     * @param kind what it is, so that each kind is put back at its time
     * @param subject tells it from others of its kind
     * @param statement puts it back as it was before the first change
     */
    public record Entry(Kind kind, String subject, String statement) {
        private SavedSettingStore.SavedSetting saved() {
            return new SavedSettingStore.SavedSetting(kind.name(), subject, statement);
        }
    }

    public enum Kind {
        Fence,
        Trigger
    }

    /** Does nothing for what is known already: the oldest memory is of the state before. */
    public void add(Entry entry) {
        memory().remember("noting what is to be put back", connection -> store().add(connection, entry.saved()));
    }

    public List<Entry> all(Kind kind) {
        return memory()
                .ask("reading what is to be put back", connection -> store().all(connection, kind.name()))
                .stream()
                .map(saved -> new Entry(kind, saved.subject(), saved.statement()))
                .toList();
    }

    /** It is as it was. */
    public void forget(Entry entry) {
        memory().remember("noting what was put back", connection -> store().remove(connection, entry.saved()));
    }

    private SavedSettingStore store() {
        return run.checkpoints(side.other()).savedSettings(side);
    }

    private ServerSession memory() {
        return new ServerSession(run.of(side.other()), run.scope());
    }
}
