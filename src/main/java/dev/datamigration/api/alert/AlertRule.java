package dev.datamigration.api.alert;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.endpoint.SecretKeyRef;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** One alert rule: how often and where to. */
@ValidationRule(
        value = "has(self.url) != has(self.urlSecretRef)",
        message = "set exactly one of urlSecretRef and url; a URL with a token belongs in a Secret")
@ValidationRule(
        value = "!has(self.url) || self.channel == 'Webhook'",
        message = "url: the address of a DingTalk or Lark robot is its token; put it into a Secret and name it in"
                + " urlSecretRef")
@ValidationRule(
        value = "!has(self.url) || self.url.matches('" + AlertDelivery.ADDRESS + "')",
        message = "url must be http(s)://host/path without user, password and parameters, which may hold a token; put"
                + " such an address into a Secret and name it in urlSecretRef")
@ValidationRule(
        value = "!has(self.signingSecretRef) || self.channel != 'Webhook'",
        message = "signingSecretRef is for DingTalk and Lark; a Webhook is not signed")
@ValidationRule(
        value = "!has(self.format) || self.channel == 'Webhook'",
        message = "format is for Webhook; robots have a format of their own")
public record AlertRule(
        @Default("300")
        @Min(60)
        @Max(604800)
        @JsonPropertyDescription("Least seconds between two sendings of the same alert of this task.")
        Integer frequencySeconds,

        @Required @JsonPropertyDescription("DingTalk, Lark, or Webhook (an external alarm address).")
        AlertChannel channel,

        @JsonPropertyDescription("The Secret key that holds the URL. A URL with a token belongs there; exactly one of"
                + " url and urlSecretRef is set.")
        SecretKeyRef urlSecretRef,

        @Size(max = 1024)
        @JsonPropertyDescription("The address itself, for Webhook only and only if it holds no token; exactly one of"
                + " url and urlSecretRef is set.")
        String url,

        @JsonPropertyDescription("The Secret key that holds the signing secret, where the robot asks for a signature.")
        SecretKeyRef signingSecretRef,

        @JsonPropertyDescription("Language of the messages; without it, the operator's.")
        AlertLanguage language,

        @JsonPropertyDescription("How a Webhook gets its fields; without it, Json.")
        AlertFormat format,

        @Size(max = 1024)
        @JsonPropertyDescription("Text added to every message, for instance whom to call; without it, none.")
        String remarks)
        implements AlertDelivery {
    public AlertRule {
        frequencySeconds = frequencySeconds == null ? 300 : frequencySeconds;
    }
}
