package dev.datamigration.alert.http;

import dev.datamigration.alert.channel.ChannelResponse;
import dev.datamigration.alert.channel.HttpCall;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;

/** One request and its answer. Whatever goes wrong is told without the client's own words, which could hold the URL. */
final class Exchange {
    /** More of an answer is not read. */
    private static final int LONGEST_BODY = 16_384;

    private final CompletableFuture<ChannelResponse> answer = new CompletableFuture<>();
    private final HttpClient client;
    private final AddressRules rules;
    private final Clock clock;
    private volatile boolean sent;
    private volatile HttpClientRequest request;

    Exchange(HttpClient client, AddressRules rules, Clock clock) {
        this.client = client;
        this.rules = rules;
        this.clock = clock;
    }

    CompletableFuture<ChannelResponse> answer() {
        return answer;
    }

    CompletableFuture<ChannelResponse> end(ChannelResponse came) {
        answer.complete(came);
        return answer;
    }

    /** @param address to connect to, or null where a proxy finds it */
    void begin(HttpCall call, InetAddress address) {
        if (answer.isDone()) {
            return;
        }
        var to = call.address();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(to.encrypted())
                .setHost(to.host())
                .setPort(to.port())
                .setURI(call.target())
                .setFollowRedirects(false)
                .putHeader("Content-Type", call.contentType())
                .putHeader("User-Agent", "data-migration-operator");
        if (address != null) {
            options.setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, to.port())));
        }
        open(options)
                .onSuccess(opened -> send(opened, call, address != null))
                .onFailure(error -> end(new ChannelResponse.NotReached("no connection could be made")));
    }

    private Future<HttpClientRequest> open(RequestOptions options) {
        try {
            return client.request(options);
        } catch (IllegalStateException e) { // the operator stops
            return Future.failedFuture(e);
        }
    }

    private void send(HttpClientRequest opened, HttpCall call, boolean check) {
        request = opened;
        if (answer.isDone()) {
            opened.reset();
            return;
        }
        if (check && !connectedAsAllowed(opened)) {
            opened.reset();
            end(new ChannelResponse.Forbidden("the connection led to an internal address"));
            return;
        }
        sent = true;
        opened.send(Buffer.buffer(call.body()))
                .onSuccess(this::read)
                .onFailure(
                        error -> end(new ChannelResponse.Unanswered("the connection was cut before an answer came")));
    }

    /** What was resolved was checked; this is where the connection really leads. */
    private boolean connectedAsAllowed(HttpClientRequest opened) {
        var remote = opened.connection().remoteAddress();
        try {
            return remote != null
                    && remote.hostAddress() != null
                    && rules.refusal(InetAddress.getByName(remote.hostAddress()))
                            .isEmpty();
        } catch (UnknownHostException e) {
            return false; // not reached: it is a literal
        }
    }

    private void read(HttpClientResponse response) {
        var body = Buffer.buffer();
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > LONGEST_BODY) {
                answered(response, body);
                request.reset();
            }
        });
        response.exceptionHandler(
                error -> end(new ChannelResponse.Unanswered("the connection was cut within the answer")));
        response.endHandler(ended -> answered(response, body));
    }

    private void answered(HttpClientResponse response, Buffer body) {
        var text = body.getString(0, Math.min(body.length(), LONGEST_BODY), StandardCharsets.UTF_8.name());
        var retryAfter = retryAfter(response.getHeader("Retry-After"), clock.instant());
        end(new ChannelResponse.Answered(response.statusCode(), retryAfter, text));
    }

    /** As RFC 9110 has it: seconds, or a date. Null where there is none, or none that can be understood. */
    private static Duration retryAfter(String header, Instant now) {
        if (header == null) {
            return null;
        }
        var text = header.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    void notResolved(Throwable error) {
        end(
                error instanceof ForbiddenAddressException
                        ? new ChannelResponse.Forbidden(error.getMessage())
                        : new ChannelResponse.NotReached("the name of its host could not be resolved"));
    }

    void timeOut(Duration timeout) {
        var after = " within " + timeout.toMillis() + " ms";
        end(
                sent
                        ? new ChannelResponse.Unanswered("no answer came" + after)
                        : new ChannelResponse.NotReached("no connection could be made" + after));
        if (request != null) {
            request.reset();
        }
    }
}
