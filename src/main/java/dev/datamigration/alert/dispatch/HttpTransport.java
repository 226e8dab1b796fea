package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.channel.ChannelResponse;
import dev.datamigration.alert.channel.HttpCall;
import java.util.concurrent.CompletionStage;

/** Sends requests. */
@FunctionalInterface
public interface HttpTransport {
    /** Completes with what came of it, within a bounded time, and never exceptionally. */
    CompletionStage<ChannelResponse> post(HttpCall call);
}
