package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.channel.Answer;
import dev.datamigration.alert.channel.HttpCall;
import java.util.concurrent.CompletionStage;

/** Sends requests. */
@FunctionalInterface
public interface Wire {
    /** Completes with what came of it, within a bounded time, and never exceptionally. */
    CompletionStage<Answer> post(HttpCall call);
}
