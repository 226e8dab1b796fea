package dev.datamigration.kubectl;

import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.kubectl.TaskEdit.Choice;
import dev.datamigration.kubectl.TaskEdit.LeftAlone;
import dev.datamigration.kubectl.TaskEdit.Patch;
import dev.datamigration.kubectl.cluster.TaskView;
import java.util.Map;

/** Says what can be asked of the switchover of each task. */
final class SwitchoverEdits {
    private static final String NEVER_STARTED = "it was never started";
    private static final String NOTHING_STRANDED = "nothing is stranded";

    private SwitchoverEdits() {}

    /** Answers the SwitchoverPrecheck that waits. */
    static TaskEdit precheck(StepAction action, boolean acknowledge) {
        return new TaskEdit(action + " the precheck of", task -> precheck(task, action, acknowledge));
    }

    private static Choice precheck(TaskView task, StepAction action, boolean acknowledge) {
        if (task.status() == null) {
            return new LeftAlone(NEVER_STARTED);
        }
        if (task.awaits() == null) {
            return new LeftAlone("its SwitchoverPrecheck waits for no answer");
        }
        if (task.awaits() != SwitchoverStep.SwitchoverPrecheck) {
            return new LeftAlone("it waits in step " + task.awaits() + ", not in SwitchoverPrecheck");
        }
        // acknowledge is always written: a merge would keep that of the answer before
        return new Patch(Map.of(
                "decision",
                Map.of(
                        "step",
                        SwitchoverStep.SwitchoverPrecheck,
                        "attempt",
                        task.status().awaiting().attempt(),
                        "action",
                        action,
                        "acknowledge",
                        acknowledge)));
    }

    /**
     * Leaves the first switchover, takes a later one back; after the point of no return the task says that neither can be.
     */
    static TaskEdit abort() {
        return new TaskEdit("Abort the switchover of", task -> {
            var asked = task.switchover();
            if (asked == null || !asked.entered()) {
                return new LeftAlone("no switchover is entered");
            }
            return new Patch(asked.round() == 1 ? Map.of("entered", false) : Map.of("round", asked.round() - 1));
        });
    }

    static TaskEdit rehearse() {
        return new TaskEdit("Rehearse the switchover of", task -> {
            var before = task.switchover() == null ? 0 : task.switchover().rehearsalNonce();
            return new Patch(Map.of("rehearsalNonce", before + 1));
        });
    }

    /** @param number odd to the target, even back to the source */
    static TaskEdit round(int number) {
        return new TaskEdit(
                "Switch over (round " + number + ")", task -> new Patch(Map.of("entered", true, "round", number)));
    }

    /** Of the rows that the status has now: with more of them it names another word. */
    static TaskEdit acceptStranded() {
        return new TaskEdit("Acknowledge the stranded rows of", SwitchoverEdits::acceptStranded);
    }

    private static Choice acceptStranded(TaskView task) {
        if (task.status() == null) {
            return new LeftAlone(NEVER_STARTED);
        }
        var switchover = task.status().forwardSwitchover();
        var stranded = switchover == null ? null : switchover.stranded();
        if (stranded == null) {
            return new LeftAlone(NOTHING_STRANDED);
        }
        return stranded.unacknowledged() == null || stranded.unacknowledged() == 0
                ? new LeftAlone("nothing is to be acknowledged")
                : new Patch(Map.of("acceptStranded", stranded.accept()));
    }
}
