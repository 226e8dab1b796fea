package dev.datamigration.engine.helper;

import dev.datamigration.engine.wire.BoundedBody;
import dev.datamigration.engine.wire.JsonCodec;
import dev.datamigration.engine.wire.Protocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The requests to one helper. */
final class HelperClient {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String address;
    private final String token;
    private final HttpClient http;

    /** @param address host and port */
    HelperClient(String address, String token, HttpClient http) {
        this.address = address;
        this.token = token;
        this.http = http;
    }

    CompletableFuture<HttpResponse<byte[]>> engage(Object terms) {
        return http.sendAsync(
                request(Protocol.ENGAGEMENT).timeout(PATIENCE).PUT(body(terms)).build(),
                BoundedBody.upTo(Protocol.LARGEST_ANSWER, PATIENCE));
    }

    CompletableFuture<HttpResponse<byte[]>> dismiss(String id) {
        return http.sendAsync(
                request(Protocol.ENGAGEMENT + "?" + Protocol.ID + "=" + id)
                        .timeout(PATIENCE)
                        .DELETE()
                        .build(),
                BoundedBody.upTo(Protocol.LARGEST_ANSWER, PATIENCE));
    }

    /** Waits as long as it takes for the answer to begin: cancelling the future ends the connection. */
    CompletableFuture<HttpResponse<byte[]>> post(String path, Object work) {
        return http.sendAsync(
                request(path).POST(body(work)).build(), BoundedBody.upTo(Protocol.LARGEST_ANSWER, PATIENCE));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://" + address + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header(Protocol.VERSION_HEADER, Protocol.VERSION);
    }

    private static HttpRequest.BodyPublisher body(Object value) {
        return BodyPublishers.ofByteArray(JsonCodec.bytes(value));
    }
}
