package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.plan.PlanStatus;
import java.util.List;

/** Says what the precheck found. */
public record PrecheckStatus(
        @JsonPropertyDescription("When the precheck ended, RFC 3339.")
        String checkedAt,

        @JsonPropertyDescription("What was looked at, failures first.")
        List<PrecheckItem> items,

        @JsonPropertyDescription(
                "What the task is going to do, as both databases told when the precheck ended; absent where one could not"
                        + " be asked. With spec.precheck.hold it is there before anything is made.")
        PlanStatus plan) {
    /** Nothing is known of what is going to be done. */
    public PrecheckStatus(String checkedAt, List<PrecheckItem> items) {
        this(checkedAt, items, null);
    }

    public PrecheckStatus {
        items = items == null ? List.of() : List.copyOf(items);
    }
}
