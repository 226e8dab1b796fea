package dev.datamigration.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The error that stands on the task. Never holds a password or a URL with one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailureStatus(
        @JsonPropertyDescription("Stable code of the error, for instance LoginRefused; docs/failures.md lists them.")
        String code,

        @JsonPropertyDescription("Transient, NeedsPerson or Permanent.")
        FailureClass failureClass,

        @JsonPropertyDescription("The database it happened on, where it was one.")
        Side side,

        @JsonPropertyDescription("What happened.") String message,
        @JsonPropertyDescription("What to do about it.") String remedy,

        @JsonPropertyDescription("The phase it happened in.")
        Phase phase,

        @JsonPropertyDescription("Since when it stands, RFC 3339.")
        String since,

        @JsonPropertyDescription(
                "The word that spec.recovery.accept takes to go on in spite of this error; absent where there"
                        + " is no such way.")
        String accept) {
    /** For a failure in which there is nothing to accept. */
    public FailureStatus(
            String code,
            FailureClass failureClass,
            Side side,
            String message,
            String remedy,
            Phase phase,
            String since) {
        this(code, failureClass, side, message, remedy, phase, since, null);
    }
}
