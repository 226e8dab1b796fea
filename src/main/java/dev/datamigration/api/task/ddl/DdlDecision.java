package dev.datamigration.api.task.ddl;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What is to be done about the change of the structure that a task stopped at. */
public record DdlDecision(
        @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription("Position of the change in the source's log, as the failure tells it.")
        String position,

        @Required
        @JsonPropertyDescription(
                "Apply: make the change on the target though its kind is not listed. Skip: leave the target as it is and"
                        + " go on; who does so knows that rows which do not fit stop the task again.")
        DdlAction action) {}
