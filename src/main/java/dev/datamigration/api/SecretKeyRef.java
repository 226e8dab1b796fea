package dev.datamigration.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;

/** One key of a Secret in the namespace of the object that names it. */
public record SecretKeyRef(
        @Required
        @Pattern("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$")
        @JsonPropertyDescription("Name of the Secret, in the same namespace.")
        String name,

        @Required @Pattern("^[-._a-zA-Z0-9]{1,253}$") @JsonPropertyDescription("Key within the Secret.")
        String key) {}
