package dev.datamigration.faults;

import dev.datamigration.faults.fault.TargetFull;
import java.util.List;

/**
 * What happens in one run.
 *
 * @param rounds switchovers: odd ones to the target, even ones back
 * @param replicas of the operator
 * @param workers pods that move the data; 0 where the operator does it itself
 * @param bulkRows rows of a large transaction
 * @param atOnce rows of one transaction that is larger than all others; 0 where there is none
 * @param deletesRow whether a row of the target is deleted by hand, which a verification must find
 * @param end when the task is ended although its work is not done; null to let it finish
 * @param faults in the order of their stages
 */
record FaultPlan(
        long seed,
        int rounds,
        int replicas,
        int workers,
        int bulkRows,
        int atOnce,
        boolean deletesRow,
        EarlyEnd end,
        List<PlacedFault> faults) {

    /** Whether its target has to be on a disk that can be filled. */
    boolean fillsTarget() {
        return faults.stream().anyMatch(placed -> placed.fault() instanceof TargetFull);
    }

    @Override
    public String toString() {
        return "%d operator%s, %s, %d switchover%s%s%s"
                .formatted(
                        replicas,
                        replicas == 1 ? "" : "s",
                        workers == 0 ? "no worker pod" : workers == 1 ? "1 worker pod" : workers + " worker pods",
                        rounds,
                        rounds == 1 ? "" : "s",
                        atOnce == 0 ? "" : ", " + atOnce + " rows at once",
                        end == null ? "" : ", " + end);
    }
}
