package dev.datamigration.api.endpoint;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** One key of a Secret in the namespace of the object that names it. */
public record SecretKeyRef(
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
                value = "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$')",
                message = "name must be the name of a Secret in the same namespace: lower-case letters, digits, '-' and"
                        + " '.'")
        @JsonPropertyDescription("Name of the Secret, in the same namespace.")
        String name,

        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
                value = "self.matches('^[-._a-zA-Z0-9]+$') && self != '.' && !self.startsWith('..')",
                message =
                        "key must be a key of the Secret: letters, digits, '-', '_' and '.', and not beginning with two dots")
        @JsonPropertyDescription("Key within the Secret.")
        String key) {}
