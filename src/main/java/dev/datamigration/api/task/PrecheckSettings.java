package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Says how problems found by the precheck are treated. */
public record PrecheckSettings(
        @Default("[]")
        @Size(max = 100)
        @ValidationRule(
                value = "self.all(n, n.matches('^[A-Z][A-Za-z]+$'))",
                message = "every entry of skip must be the name of one item as status.precheck shows it, for instance"
                        + " TargetNotEmpty")
        @JsonPropertyDescription(
                "Names of precheck items whose failure is accepted. Only items that the status shows as"
                        + " skippable can be skipped.")
        List<@Size(min = 1, max = 63) String> skip,

        @Default("false")
        @JsonPropertyDescription(
                "true holds the task once its precheck has passed, before anything is made on either server:"
                        + " status.precheck says what it is going to do. false lets it go on.")
        Boolean hold) {
    /** The task goes on once the precheck has passed. */
    public PrecheckSettings(List<String> skip) {
        this(skip, null);
    }

    public PrecheckSettings {
        hold = hold != null && hold;
        skip = skip == null ? List.of() : List.copyOf(skip);
    }
}
