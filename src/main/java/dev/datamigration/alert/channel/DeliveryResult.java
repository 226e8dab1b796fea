package dev.datamigration.alert.channel;

import java.time.Duration;

/** Says what an answer means for the alerts that were sent. */
public sealed interface DeliveryResult {
    record Accepted() implements DeliveryResult {}

    /**
     * Not taken, and nothing is to be sent for a while: then it is sent again, however often.
     *
     * @param pause asked for, or known of the channel
     */
    record TooMany(Duration pause, String why) implements DeliveryResult {}

    /** Not taken for a reason that may pass. */
    record Busy(String why) implements DeliveryResult {}

    /** Not taken, and it would not be if it were sent again. */
    record Refused(String why) implements DeliveryResult {}

    /** It may have been taken. */
    record Unclear(String why) implements DeliveryResult {}
}
