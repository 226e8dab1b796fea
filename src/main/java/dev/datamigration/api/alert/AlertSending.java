package dev.datamigration.api.alert;

import com.fasterxml.jackson.annotation.JsonAlias;

/** Says what has become of an alert. */
public enum AlertSending {
    /**
     * It waits for its turn, since a robot takes only so many messages a minute, or is being sent. After a restart it is
     * sent, again if it had left, under the same number. Earlier builds wrote {@code Sending} for some.
     */
    @JsonAlias("Sending")
    Pending,
    /** The robot or address has accepted it. */
    Sent,
    /** It was not accepted; while its cause stands it is tried again later. */
    Failed,
    /**
     * It may have been accepted: the answer never came. Counts as sent until its interval is over, and is then sent
     * again.
     */
    Unknown,
    /** Its rule was removed before its turn came. */
    Dropped
}
