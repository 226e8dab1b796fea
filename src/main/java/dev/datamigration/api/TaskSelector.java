package dev.datamigration.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** A Kubernetes label selector; all its parts must match. */
public record TaskSelector(
        @Default("{}") @Size(max = 100) @JsonPropertyDescription("Labels and the values they must have.")
        Map<String, @Size(max = 63) String> matchLabels,

        @Default("[]") @Size(max = 100) @JsonPropertyDescription("Requirements on labels.")
        List<LabelRequirement> matchExpressions) {
    public TaskSelector {
        matchLabels = matchLabels == null ? Map.of() : Map.copyOf(matchLabels);
        matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
    }
}
