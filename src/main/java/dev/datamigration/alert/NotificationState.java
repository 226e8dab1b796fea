package dev.datamigration.alert;

import java.time.Instant;

/** Where an alert is that this process has taken on. */
public sealed interface NotificationState {
    /** It waits for its robot's turn. */
    record Waiting() implements NotificationState {}

    /** Its turn has come; it leaves once the task's status says so. */
    record Claimed() implements NotificationState {}

    /** It is being sent, or tried again. */
    record Underway() implements NotificationState {}

    record Sent(Instant at) implements NotificationState {}

    /** It was certainly not taken. */
    record Failed(Instant at, String why) implements NotificationState {}

    /** It may have been taken: no answer came. */
    record Unclear(Instant at, String why) implements NotificationState {}
}
