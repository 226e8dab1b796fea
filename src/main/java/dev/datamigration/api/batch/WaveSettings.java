package dev.datamigration.api.batch;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.LabelRequirement;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Says how tasks are divided into waves. */
@ValidationRule(
        value = "has(self.byLabel) != has(self.size)",
        message = "waves needs exactly one of byLabel (one wave per value of that label) and size")
public record WaveSettings(
        @Size(min = 1, max = 317)
        @ValidationRule(
                value = "self.matches('" + LabelRequirement.KEY + "') && !self.matches('" + LabelRequirement.LONG_DOMAIN
                        + "')",
                message = "byLabel must be a key that a label can have, for instance wave or example.com/wave")
        @JsonPropertyDescription(
                "One wave per value of this label, in the order of the values (as numbers where they are);"
                        + " tasks that lack it come last. Left out where size is given.")
        String byLabel,

        @Min(1)
        @Max(10000)
        @JsonPropertyDescription("Tasks in a wave, in the order of their names; left out where byLabel is given.")
        Integer size) {}
