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
        @Required
        @Size(min = 1, max = 317)
        @ValidationRule(
                value = "self.matches('" + KEY + "') && !self.matches('" + LONG_DOMAIN + "')",
                message =
                        "key must be one that a label can have: a name of letters, digits, '-', '_' and '.', with a lower-case"
                                + " domain and / before it where wanted, for instance wave or example.com/wave")
        @JsonPropertyDescription("The label's key.")
        String key,

        @Required @JsonPropertyDescription("In, NotIn, Exists or DoesNotExist.")
        LabelOperator operator,

        @Default("[]")
        @Size(max = 100)
        @ValidationRule(
                value = "self.all(v, v.matches('" + VALUE + "'))",
                message =
                        "every value must be one that a label can have: at most 63 letters, digits, '-', '_' and '.', beginning"
                                + " and ending with a letter or digit")
        @JsonPropertyDescription("Values for In and NotIn.")
        List<@Size(max = 63) String> values) {
    /** Matches what Kubernetes takes as a label's key, but for the length of its domain. */
    public static final String KEY =
            "^([a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$";

    /** Matches what goes beyond the length of a key's domain. */
    public static final String LONG_DOMAIN = "^[^/]{254}";

    /** Matches what Kubernetes takes as a label's value. */
    public static final String VALUE = "^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$";

    public LabelRequirement {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
