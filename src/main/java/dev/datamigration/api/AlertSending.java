package dev.datamigration.api;

/** What has become of an alert. */
public enum AlertSending {
    /** It waits for its turn: a robot takes only so many messages a minute. Survives a restart. */
    Pending,
    /** Its turn has come; written before anything is sent. */
    Sending,
    /** The robot or address has accepted it. */
    Sent,
    /** It was not accepted; while its cause stands it is tried again later. */
    Failed,
    /**
     * It may have been accepted: the answer never came, or the operator was restarted in between. Counts as sent until
     * its interval is over, and is then sent again.
     */
    Unknown,
    /** Its rule was removed before its turn came. */
    Dropped
}
