package dev.datamigration.alert.channel;

import java.time.Duration;

/** Says what came of a request. */
public sealed interface ChannelResponse {

    /**
     * An answer came.
     *
     * @param retryAfter when to ask again, as its header says, or null
     * @param body cut at some kilobytes
     */
    record Answered(int status, Duration retryAfter, String body) implements ChannelResponse {}

    /** Nothing reached the receiver, and trying again may help. */
    record NotReached(String why) implements ChannelResponse {}

    /** It must not be asked: the operator's settings do not allow the address. */
    record Forbidden(String why) implements ChannelResponse {}

    /** The request was sent, at least in part, and no answer came. */
    record Unanswered(String why) implements ChannelResponse {}
}
