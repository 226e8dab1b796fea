package dev.datamigration.api.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.Phase;

/** One alert of a task. Never holds a URL, a token or a password. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertRecord(
        @JsonPropertyDescription("Counts the alerts of the task; messages name it.")
        Long number,

        @JsonPropertyDescription("When it was raised, RFC 3339.")
        String time,

        @JsonPropertyDescription("What it is about.") AlertKind rule,
        @JsonPropertyDescription("How urgent it is.") AlertLevel level,

        @JsonPropertyDescription("What has become of it.") AlertSending sending,

        @JsonPropertyDescription("Where it goes.") AlertChannel channel,

        @JsonPropertyDescription("The phase that the task was in.")
        Phase phase,

        @JsonPropertyDescription("Since when what it is about stands, RFC 3339.")
        String since,

        @JsonPropertyDescription("The error's code, the latency in seconds, or the bytes of log.")
        String value,

        @JsonPropertyDescription("What the value was compared with, if anything.")
        String threshold,

        @JsonPropertyDescription("What happened.") String text,
        @JsonPropertyDescription("What to do about it.") String remedy,

        @JsonPropertyDescription("When it was sent, or failed to be, RFC 3339.")
        String sentAt,

        @JsonPropertyDescription("Why it was not sent, where it was not.")
        String result,

        @JsonPropertyDescription(
                "Seconds until what the alert warns of, at the rate of then; absent where nobody can tell.")
        Long secondsLeft) {

    private static final int LONGEST = 600;

    public AlertRecord {
        text = cut(text);
        remedy = cut(remedy);
        result = cut(result);
    }

    private static String cut(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
