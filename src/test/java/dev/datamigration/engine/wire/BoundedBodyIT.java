package dev.datamigration.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.datamigration.testing.Patience;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers as a hostile worker would. */
class BoundedBodyIT {
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    private interface Writer {
        void write(OutputStream body) throws Exception;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setExecutor(threads);
        serve("/right", body -> body.write(new byte[1000]));
        serve("/endless", body -> {
            while (over.getCount() > 0) {
                body.write(new byte[1000]);
            }
        });
        serve("/begun", body -> {
            body.write(1);
            body.flush();
            over.await();
        });
        serve("/dripping", body -> {
            while (!over.await(10, TimeUnit.MILLISECONDS)) {
                body.write(1);
                body.flush();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(String path, Writer writer) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                writer.write(body);
            } catch (Exception e) {
                // the client hung up
            }
        });
    }

    private byte[] get(String path, Duration within) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .timeout(Duration.ofSeconds(90))
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, BoundedBody.upTo(1000, within))
                .get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)
                .body();
    }

    @Test
    void whatFitsIsTaken() throws Exception {
        assertThat(get("/right", Duration.ofSeconds(90))).hasSize(1000);
    }

    @Test
    void whatIsTooLongIsNot() {
        assertThatThrownBy(() -> get("/endless", Duration.ofSeconds(90)))
                .hasRootCauseInstanceOf(IOException.class)
                .hasStackTraceContaining("longer than 1000 bytes");
    }

    @Test
    void whatDoesNotEndIsNotWaitedFor() {
        assertThatThrownBy(() -> get("/begun", Duration.ofMillis(200))).hasRootCauseInstanceOf(TimeoutException.class);
    }

    /** Each byte comes in time; the whole never does. */
    @Test
    void whatDripsIsNotWaitedFor() {
        assertThatThrownBy(() -> get("/dripping", Duration.ofMillis(300)))
                .hasRootCauseInstanceOf(TimeoutException.class);
    }
}
