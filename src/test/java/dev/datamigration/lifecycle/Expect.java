package dev.datamigration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.Decision;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.TaskEvent;
import dev.datamigration.lifecycle.status.ConditionList;
import java.util.List;

/** Assertions that several tests of the lifecycle share. */
public final class Expect {
    private Expect() {}

    public static List<EventReason> reasons(Decision decision) {
        return decision.events().stream().map(TaskEvent::reason).toList();
    }

    public static void assertCondition(MigrationTaskStatus status, String type, boolean holds, String reason) {
        var found = ConditionList.find(status.conditions(), type);
        assertThat(found).as(type).isPresent();
        assertThat(found.get().getStatus()).as(type).isEqualTo(holds ? "True" : "False");
        assertThat(found.get().getReason()).as(type).isEqualTo(reason);
        assertThat(found.get().getObservedGeneration()).as(type).isEqualTo(status.observedGeneration());
        assertThat(found.get().getLastTransitionTime()).as(type).endsWith("Z");
    }
}
