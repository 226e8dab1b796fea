package dev.datamigration.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** One requirement on a label. */
@ValidationRule(
        value = "(self.operator == 'In' || self.operator == 'NotIn') == (has(self.values) && size(self.values) > 0)",
        message = "values must be given for In and NotIn, and left out for Exists and DoesNotExist")
public record LabelRequirement(
        @Required @Size(min = 1, max = 317) @JsonPropertyDescription("The label's key.")
        String key,

        @Required @JsonPropertyDescription("In, NotIn, Exists or DoesNotExist.")
        LabelOperator operator,

        @Default("[]") @Size(max = 100) @JsonPropertyDescription("Values for In and NotIn.")
        List<@Size(max = 63) String> values) {
    public LabelRequirement {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
