package dev.datamigration.engine.local;

import dev.datamigration.api.Side;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.Quiescence;
import dev.datamigration.transfer.Release;
import dev.datamigration.transfer.Run;
import dev.datamigration.transfer.switchover.PutBack;
import java.util.EnumMap;
import java.util.Map;

/** Everything that is given back when a task ends, in its order. */
final class Releasing {
    private Releasing() {}

    /**
     * One attempt. What can be reached is released, whatever becomes of the other side, but for the memory of what is to be put
     * back there.
     */
    static Release.Outcome of(Run run) {
        try {
            Quiescence.reach(run);
        } catch (FailureException e) {
            // what can be reached is released all the same; the other side says so again
        }
        return Release.of(run, putBack(run));
    }

    private static Map<Side, Release.Owed> putBack(Run run) {
        var owed = new EnumMap<Side, Release.Owed>(Side.class);
        for (var side : Side.values()) {
            try {
                PutBack.on(run, side);
            } catch (FailureException e) {
                owed.put(side, new Release.Owed(e.failure(), PutBack.statements(run, side)));
            }
        }
        return owed;
    }
}
