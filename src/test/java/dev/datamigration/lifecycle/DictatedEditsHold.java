package dev.datamigration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.lifecycle.condition.TaskConditions;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.ConditionList;
import dev.datamigration.lifecycle.status.SwitchoverView;
import dev.datamigration.testing.DictatedEdits;
import dev.datamigration.testing.DictatedEdits.Edit;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Makes, on a copy of a task, every edit that its message tells a person to make, and sees whether the sentence is true. */
final class DictatedEditsHold {
    private static final int SETTLING = 3;

    private DictatedEditsHold() {}

    static void on(Given task) {
        if (task.deletedAt == null && task.status.message() != null) {
            var settled = settled(task);
            DictatedEdits.in(settled.status.message()).forEach(edit -> holds(settled, edit));
        }
    }

    /** Nobody reads a message that the next look at the task replaces. */
    private static Given settled(Given task) {
        var settled = task.copy();
        settled.accessProblem = null;
        for (var pass = 0; pass < SETTLING; pass++) {
            if (settled.status.state() == TaskState.Running) {
                settled.reports(new WorkerState.Running(settled.status.phase()));
            }
            settled.pass();
        }
        return settled;
    }

    private static void holds(Given task, Edit edit) {
        var copy = task.copy();
        copy.with(Serialization.unmarshal(edit.patch(), JsonNode.class)
                .get("spec")
                .toString());
        if (copy.status.state() == TaskState.Running) {
            copy.reports(new WorkerState.Running(copy.status.phase()));
        }
        copy.pass();
        var told = "%s, told in %s by: %s".formatted(edit.patch(), task.status.state(), task.status.message());
        switch (edit.field()) {
            case "desiredState" ->
                assertThat(wanted(copy.status.state())).as(told).isEqualTo(edit.value());
            case "forwardSwitchover.decision" -> decided(copy, told);
            case "forwardSwitchover" -> switchedBack(copy, task, told);
            default -> {} // what it brings about takes a worker
        }
    }

    private static String wanted(TaskState state) {
        return state == TaskState.Ending ? TaskState.Ended.name() : state.name();
    }

    private static void decided(Given copy, String told) {
        var decision = copy.observation().spec().forwardSwitchover().decision();
        assertThat(decision.acknowledge()
                        && (decision.step() != SwitchoverStep.SwitchoverPrecheck
                                || decision.action() != StepAction.Skip))
                .as("the CRD refuses " + told)
                .isFalse();
        assertThat(copy.status.forwardSwitchover().decision().counted())
                .as(told)
                .isTrue();
        assertThat(ConditionList.find(copy.status.conditions(), TaskConditions.DECISION_IGNORED))
                .as(told)
                .isEmpty();
    }

    private static void switchedBack(Given copy, Given task, String told) {
        var before = task.status.forwardSwitchover();
        var after = copy.status.forwardSwitchover();
        if (task.status.phase() == Phase.ReverseIncrement) {
            assertThat(after.round())
                    .as(told)
                    .isEqualTo(before.round() == null ? 1 : SwitchoverView.completed(before) + 1);
            assertThat(copy.status.phase()).as(told).isEqualTo(Phase.ForwardSwitchover);
        } else {
            assertThat(after.outcome()).as(told).isEqualTo(SwitchoverOutcome.InProgress);
            assertThat(copy.status.message()).as(told).doesNotContain("too late");
        }
    }
}
