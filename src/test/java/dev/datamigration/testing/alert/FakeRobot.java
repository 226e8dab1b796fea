package dev.datamigration.testing.alert;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An HTTP server of this machine that takes what robots take, keeps it, and answers as a test wants it to. */
public final class FakeRobot implements AutoCloseable {
    /** What came in. */
    public record Received(Instant at, String path, String query, String contentType, String body) {}

    /** What is answered. */
    public sealed interface Reply {
        record Answer(int status, String header, String value, String body) implements Reply {}

        /** The connection is closed and nothing is said. */
        record Cut() implements Reply {}

        /** The connection is closed in the middle of the answer. */
        record HalfAnAnswer() implements Reply {}

        /** An answer without end, for as long as somebody listens. */
        record Endless() implements Reply {}

        /** Nothing is said, ever. */
        record Silence() implements Reply {}

        static Reply ok(String body) {
            return new Answer(200, null, null, body);
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Function<Received, Reply> behaviour;

    public FakeRobot(Function<Received, Reply> behaviour) {
        this.behaviour = behaviour;
        this.server = SharedVertx.get()
                .createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public FakeRobot answering(Function<Received, Reply> now) {
        behaviour = now;
        return this;
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> reply(request, note(request, body)));
    }

    private Received note(HttpServerRequest request, Buffer body) {
        var came = new Received(
                Clock.systemUTC().instant(),
                request.path(),
                request.query(),
                request.getHeader("Content-Type"),
                body.toString());
        received.add(came);
        return came;
    }

    private void reply(HttpServerRequest request, Received came) {
        var reply = behaviour.apply(came);
        if (reply instanceof Reply.Answer answer) {
            var response = request.response().setStatusCode(answer.status());
            if (answer.header() != null) {
                response.putHeader(answer.header(), answer.value());
            }
            response.end(answer.body());
        } else if (reply instanceof Reply.Cut) {
            request.connection().close();
        } else if (reply instanceof Reply.HalfAnAnswer) {
            request.response()
                    .putHeader("Content-Length", "1000")
                    .write("{\"errcode\":")
                    .onComplete(written -> request.connection().close());
        } else if (reply instanceof Reply.Endless) {
            goOn(request.response().setChunked(true));
        }
    }

    private static void goOn(HttpServerResponse response) {
        if (!response.closed()) {
            response.write("x".repeat(8_192)).onSuccess(written -> goOn(response));
        }
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /** For instance http://127.0.0.1:4711 followed by the path. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
