package dev.datamigration.engine.local;

import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.Holdings;
import dev.datamigration.transfer.Quiescence;
import dev.datamigration.transfer.Release;
import dev.datamigration.transfer.Run;
import dev.datamigration.transfer.switchover.PutBack;
import java.util.List;

/** Everything that is given back when a task ends, in its order. */
final class Releasing {
    private Releasing() {}

    /** The memory of what is to be put back goes with the checkpoints. */
    static Release.Outcome of(Run run) {
        try {
            Quiescence.reach(run);
        } catch (FailureException e) {
            // what can be reached is released all the same; the other side says so again
        }
        try {
            PutBack.all(run);
        } catch (FailureException e) {
            return new Release.Outcome(e.failure(), List.of(Holdings.setAside()));
        }
        return Release.of(run);
    }
}
