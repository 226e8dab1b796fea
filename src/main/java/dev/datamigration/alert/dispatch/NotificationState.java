package dev.datamigration.alert.dispatch;

import dev.datamigration.api.alert.AlertSending;
import java.time.Instant;

/** Says where an alert is that this process has taken on. */
public sealed interface NotificationState {
    /** Returns whether a status that shows the alert so says all there is to say, so that the alert can be forgotten. */
    boolean told(AlertSending written);

    /** It waits for its robot's turn; nothing has left. */
    record Waiting() implements NotificationState {
        @Override
        public boolean told(AlertSending written) {
            return written != AlertSending.Pending;
        }
    }

    /** It is being sent, or tried again. */
    record Underway() implements NotificationState {
        @Override
        public boolean told(AlertSending written) {
            return false;
        }
    }

    record Sent(Instant at) implements NotificationState {
        @Override
        public boolean told(AlertSending written) {
            return written == AlertSending.Sent;
        }
    }

    /** It was certainly not taken. */
    record Failed(Instant at, String why) implements NotificationState {
        @Override
        public boolean told(AlertSending written) {
            return written == AlertSending.Failed || written == AlertSending.Dropped;
        }
    }

    /** It may have been taken: no answer came. */
    record Unclear(Instant at, String why) implements NotificationState {
        @Override
        public boolean told(AlertSending written) {
            return written == AlertSending.Unknown;
        }
    }
}
