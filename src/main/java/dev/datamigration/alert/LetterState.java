package dev.datamigration.alert;

import java.time.Instant;

/** Where an alert is that this process has taken on. */
public sealed interface LetterState {
    /** It waits for its robot's turn. */
    record Waiting() implements LetterState {}

    /** Its turn has come; it leaves once the task's status says so. */
    record Claimed() implements LetterState {}

    /** It is being sent, or tried again. */
    record Underway() implements LetterState {}

    record Sent(Instant at) implements LetterState {}

    /** It was certainly not taken. */
    record Failed(Instant at, String why) implements LetterState {}

    /** It may have been taken: no answer came. */
    record Unclear(Instant at, String why) implements LetterState {}
}
