package dev.datamigration.transfer.switchover.fence;

import dev.datamigration.api.Side;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.incremental.LateWriteWatch;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.switchover.round.ServerSession;
import java.util.Arrays;
import java.util.List;

/**
 * Puts back what switchovers changed besides the data, before a task forgets about it for good. Idempotent. Nothing
 * replicated arrives any more, so triggers fire as they did. Roles may write again, except on a side that the application
 * has left: whatever was written there nobody would carry, or even see.
 */
public final class SettingsRestore {
    private SettingsRestore() {}

    /**
     * On one side, as the other one remembers it.
     *
     * @throws FailureException if a server cannot be reached or refuses
     */
    public static void on(Run run, Side side) {
        var setAside = new SavedSettings(run, side);
        setAside.all(SavedSettings.Kind.Trigger).forEach(entry -> restore(run, side, entry));
        var fences = setAside.all(SavedSettings.Kind.Fence);
        if (!fences.isEmpty() && !LateWriteWatch.exists(run.directed(Direction.from(side)))) {
            fences.forEach(entry -> restore(run, side, entry));
        }
    }

    /** The SQL that puts back all of it, on that side; empty where the other one cannot be asked. */
    public static List<String> statements(Run run, Side side) {
        var setAside = new SavedSettings(run, side);
        try {
            return Arrays.stream(SavedSettings.Kind.values())
                    .flatMap(kind -> setAside.all(kind).stream())
                    .map(entry -> entry.statement() + ";")
                    .toList();
        } catch (FailureException e) {
            return List.of(); // it says so again when it is released itself
        }
    }

    private static void restore(Run run, Side side, SavedSettings.Entry entry) {
        var database = run.of(side);
        new ServerSession(database, run.scope())
                .make(
                        "putting back " + entry.subject(),
                        connection -> database.switchover().keptStatements().runIfThere(connection, entry.statement()));
    }
}
