package dev.datamigration.faults;

import dev.datamigration.faults.fault.TargetFull;
import java.util.ArrayList;
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
 * @param clockMinutes by how much the clock of one operator is ahead, or behind
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
        int clockMinutes,
        EarlyEnd end,
        List<PlacedFault> faults) {

    /** Whether its target has to be on a disk that can be filled. */
    boolean fillsTarget() {
        return faults.stream().anyMatch(placed -> placed.fault() instanceof TargetFull);
    }

    /** Faults that are not injected at a stage: a row deleted by hand, an early end, a clock that is wrong. */
    List<String> otherFaults() {
        var others = new ArrayList<String>();
        if (deletesRow) {
            others.add("a row of the target deleted by hand");
        }
        if (end != null) {
            others.add("the end in the middle (" + end + ")");
        }
        if (clockMinutes != 0) {
            others.add("clock of an operator wrong (" + clockMinutes + " min)");
        }
        return others;
    }

    @Override
    public String toString() {
        return "%d operator%s, %s, %d switchover%s%s%s%s"
                .formatted(
                        replicas,
                        replicas == 1 ? "" : "s",
                        workers == 0 ? "no worker pod" : workers == 1 ? "1 worker pod" : workers + " worker pods",
                        rounds,
                        rounds == 1 ? "" : "s",
                        atOnce == 0 ? "" : ", " + atOnce + " rows at once",
                        clockMinutes == 0 ? "" : ", clock of an operator wrong by " + clockMinutes + " min",
                        end == null ? "" : ", " + end);
    }
}
