package dev.datamigration.transfer.incremental;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.failure.AcceptanceWord;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.Run;
import java.util.ArrayList;
import java.util.Set;

/** Late writes that were not carried over, as both databases know them. */
public final class StrandedWrites {
    private StrandedWrites() {}

    /**
     * Returns whether a person has acknowledged exactly those that both databases know of. They have not where a database cannot say,
     * or where there are others by now.
     *
     * @param unanswering sides that are known not to answer
     */
    public static boolean acknowledged(Run run, Set<Side> unanswering) {
        var accepted = run.plan().switchover().acceptStranded();
        if (accepted == null || !unanswering.isEmpty()) {
            return false;
        }
        try {
            var known = new ArrayList<LateWrites>();
            for (var direction : Direction.values()) {
                known.addAll(LateWriteWatch.counted(run.directed(direction)));
            }
            return accepted.equals(AcceptanceWord.of(known));
        } catch (FailureException e) {
            return false; // whoever asks meets the same error again, and tells it
        }
    }
}
