package dev.datamigration.testing.operator;

import dev.datamigration.testing.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks an operator on this machine how it is. */
final class OperatorHealth {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** Whoever reads an answer asks once, of a process that may be busy starting. */
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    private final int port;

    OperatorHealth(int port) {
        this.port = port;
    }

    boolean isReady() {
        var answer = ask("/q/health/ready", TIMEOUT);
        return answer != null && answer.statusCode() == 200;
    }

    /** What it says, or nothing where it does not listen. */
    String get(String path) {
        var answer = ask(path, Patience.LIMIT);
        return answer == null ? "" : answer.body();
    }

    private HttpResponse<String> ask(String path, Duration timeout) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(timeout)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null; // it does not listen yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
