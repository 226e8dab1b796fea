package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.status.RetryStatus;
import dev.datamigration.lifecycle.model.Tries;

/** Puts into words how an error that is waited out is told: what it is, since when, and when it is tried again. */
public final class RetryTexts {
    private RetryTexts() {}

    public static String of(FailureStatus failure, Tries tries) {
        return "waiting out a passing error, attempt " + tries.attempt() + times(tries) + ": " + failure.message();
    }

    /** In parentheses, or empty where nothing is known. */
    public static String times(Tries tries) {
        if (tries == null || tries.since() == null) {
            return "";
        }
        return " (since " + tries.since()
                + (tries.next() == null ? ", being tried again now" : ", next try at " + tries.next()) + ")";
    }

    /** Null where there is nothing to count. */
    public static RetryStatus status(FailureStatus failure, Tries tries) {
        return tries == null
                ? null
                : new RetryStatus(tries.attempt(), tries.since(), tries.next(), failure.code(), failure.message());
    }
}
