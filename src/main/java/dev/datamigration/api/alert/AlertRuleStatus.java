package dev.datamigration.api.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Holds what must be known of one kind of alert to send it at most once within its interval, over restarts too. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertRuleStatus(
        @JsonPropertyDescription("What it is about.") AlertKind rule,

        @JsonPropertyDescription("Since when it stands, RFC 3339; absent while all is well.")
        String since,

        @JsonPropertyDescription("What was told last and is not yet told to be over.")
        String told,

        @JsonPropertyDescription("When an alert last went out, RFC 3339.")
        String alertedAt,

        @JsonPropertyDescription("When a recovery notice last went out, RFC 3339.")
        String recoveredAt,

        @JsonPropertyDescription("When sending last failed, RFC 3339.")
        String failedAt,

        @JsonPropertyDescription("Times that it began anew and was not told, because its interval was not over.")
        Integer suppressed) {

    /** The state of a rule that never had anything to tell. */
    public static AlertRuleStatus quiet(AlertKind rule) {
        return new AlertRuleStatus(rule, null, null, null, null, null, null);
    }
}
