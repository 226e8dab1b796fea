package dev.datamigration.api.batch;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.LabelRequirement;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** A Kubernetes label selector; all its parts must match. */
public record TaskSelector(
        @Default("{}")
        @Size(max = 100)
        @ValidationRule(
                value = "self.all(k, k.matches('" + LabelRequirement.KEY + "') && !k.matches('"
                        + LabelRequirement.LONG_DOMAIN + "'))",
                message =
                        "every key of matchLabels must be one that a label can have: a name of letters, digits, '-', '_' and"
                                + " '.', with a lower-case domain and / before it where wanted, for instance wave or example.com/wave")
        @ValidationRule(
                value = "self.all(k, self[k].matches('" + LabelRequirement.VALUE + "'))",
                message =
                        "every value of matchLabels must be one that a label can have: at most 63 letters, digits, '-', '_'"
                                + " and '.', beginning and ending with a letter or digit")
        @JsonPropertyDescription("Labels and the values they must have.")
        Map<String, @Size(max = 63) String> matchLabels,

        @Default("[]") @Size(max = 100) @JsonPropertyDescription("Requirements on labels.")
        List<LabelRequirement> matchExpressions) {
    public TaskSelector {
        matchLabels = matchLabels == null ? Map.of() : Map.copyOf(matchLabels);
        matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
    }
}
