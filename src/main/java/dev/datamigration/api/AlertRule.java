package dev.datamigration.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One alert rule: how often and where to. */
public record AlertRule(
        @Default("300")
        @Min(60)
        @Max(604800)
        @JsonPropertyDescription("Least seconds between two sendings of the same alert of this task.")
        Integer frequencySeconds,

        @Required @JsonPropertyDescription("DingTalk, Lark, or Webhook (an external alarm address).")
        AlertChannel channel,

        @Required
        @JsonPropertyDescription(
                "The Secret key that holds the URL; a URL carries a token, so it is never" + " written in the task.")
        SecretKeyRef urlSecretRef,

        @JsonPropertyDescription("The Secret key that holds the signing secret, where the robot asks for a signature.")
        SecretKeyRef signingSecretRef,

        @Size(max = 1024)
        @JsonPropertyDescription("Text added to every message, for instance whom to call; without it, none.")
        String remarks) {
    public AlertRule {
        frequencySeconds = frequencySeconds == null ? 300 : frequencySeconds;
    }
}
