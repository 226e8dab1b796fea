package dev.datamigration.engine.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * Takes an answer's body up to a size and within a time. The client's own timeout ends with the headers: without this,
 * whoever answers could send without end, or one byte an hour.
 */
public final class BoundedBody implements BodySubscriber<byte[]> {
    private final int most;
    private final Duration within;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();

    private BoundedBody(int most, Duration within) {
        this.most = most;
        this.within = within;
    }

    /**
     * @param most bytes; more end the exchange with an IOException
     * @param within from the headers to the end of the body; more end it with a {@link java.util.concurrent.TimeoutException}
     */
    public static BodyHandler<byte[]> upTo(int most, Duration within) {
        return headers -> new BoundedBody(most, within);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        body.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS).whenComplete((ended, error) -> {
            if (error != null) {
                given.cancel();
            }
        });
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (var part : parts) {
            if (body.isDone()) {
                return;
            }
            if (taken.size() + part.remaining() > most) {
                body.completeExceptionally(new IOException("the answer is longer than " + most + " bytes"));
                return;
            }
            var bytes = new byte[part.remaining()];
            part.get(bytes);
            taken.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable error) {
        body.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        body.complete(taken.toByteArray());
    }
}
