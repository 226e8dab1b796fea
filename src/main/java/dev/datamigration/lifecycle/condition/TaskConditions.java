package dev.datamigration.lifecycle.condition;

import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.Activity;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.TaskOutcome;
import dev.datamigration.lifecycle.status.ConditionList;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.status.SwitchoverView;
import dev.datamigration.lifecycle.switchover.DecisionTexts;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/**
 * The conditions of a task: Ready, Reconciling and Stalled as kstatus reads them, then one for each part of the plan.
 *
 * <p>Ready says that the task is where its spec wants it, so that a task which is meant not to be started, or is
 * stopped as wanted, does not hold up a delivery that waits for it.
 */
public final class TaskConditions {
    static final String READY = "Ready";
    static final String RECONCILING = "Reconciling";
    static final String STALLED = "Stalled";
    static final String SWITCHED_OVER = "SwitchedOver";
    public static final String DECISION_IGNORED = "DecisionIgnored";

    private TaskConditions() {}

    public static List<Condition> of(Observation seen, TaskOutcome outcome, StatusDraft draft, Activity activity) {
        var list = new ConditionList(draft.conditions, seen.generation(), seen.now());
        var reason = reason(draft, activity);
        list.add(READY, ready(draft.state, activity), reason, draft.message);
        list.add(RECONCILING, activity.reconciling(), activity.name(), reason);
        stalled(draft, list);
        PhaseConditions.add(seen.plan(), draft, Lag.behind(seen, draft), list);
        switchedOver(draft, list);
        decisionIgnored(draft, list);
        ModificationConditions.add(seen, draft, list);
        RestartConditions.add(seen, draft, list);
        EpochConditions.condition(seen, outcome, draft, list);
        return list.toList();
    }

    /** Holds while the application belongs on the target. */
    private static void switchedOver(StatusDraft draft, ConditionList list) {
        var status = draft.forwardSwitchover;
        if (status == null || status.round() == null) {
            return;
        }
        var onTarget = status.applicationSide() == Side.Target;
        var step = SwitchoverView.current(status).map(found -> found.step().name());
        list.add(
                SWITCHED_OVER,
                onTarget && status.outcome() == SwitchoverOutcome.Completed,
                step.orElse(status.outcome().name()),
                onTarget ? "the application belongs on the target" : "the application belongs on the source");
    }

    /** Stands as long as the spec holds a decision that does not count. */
    private static void decisionIgnored(StatusDraft draft, ConditionList list) {
        var decision = draft.forwardSwitchover == null ? null : draft.forwardSwitchover.decision();
        if (decision != null && !decision.counted()) {
            list.add(DECISION_IGNORED, true, "NotAwaited", decision.message() + DecisionTexts.instead(draft));
        }
    }

    private static boolean ready(TaskState state, Activity activity) {
        return switch (state) {
            case NotStarted, Stopped, Completed, Ended -> true;
            case Running -> activity == Activity.InStep;
            case NotConfigured, Modifying, Integrating, Failed, Ending -> false;
        };
    }

    private static String reason(StatusDraft draft, Activity activity) {
        if (draft.state == TaskState.Failed && draft.failure != null) {
            return draft.failure.code();
        }
        return activity == Activity.Resting ? draft.state.name() : reason(activity, draft);
    }

    private static String reason(Activity activity, StatusDraft draft) {
        if (activity != Activity.Progressing) {
            return activity.name();
        }
        return draft.state == TaskState.Running ? draft.phase.name() : draft.state.name();
    }

    private static void stalled(StatusDraft draft, ConditionList list) {
        if (draft.state == TaskState.Failed && draft.failure != null) {
            list.add(STALLED, true, draft.failure.code(), TaskMessages.failed(draft.failure));
        } else {
            list.add(STALLED, false, "NoError", "no error stands on the task");
        }
    }

    /** The name of the {@link Activity} that a written status shows; empty where it shows none. */
    static String activity(MigrationTaskStatus status) {
        return ConditionList.find(status.conditions(), RECONCILING)
                .map(Condition::getReason)
                .orElse("");
    }
}
