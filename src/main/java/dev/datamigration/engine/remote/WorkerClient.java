package dev.datamigration.engine.remote;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.LeadershipTerm;
import dev.datamigration.engine.wire.BoundedBody;
import dev.datamigration.engine.wire.JsonCodec;
import dev.datamigration.engine.wire.PinnedCertificates;
import dev.datamigration.engine.wire.Protocol;
import dev.datamigration.failure.Cut;
import dev.datamigration.failure.OneLine;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Speaks to worker processes over HTTPS. Whatever goes wrong is an answer, too. */
final class WorkerClient implements WorkerCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 200;

    private final PinnedCertificates certificates;
    private final HttpClient http;
    private final LeadershipTerm term;

    /** @param term under which is asked */
    WorkerClient(LeadershipTerm term) {
        this(term, new PinnedCertificates());
    }

    /** @param certificates those of the workers that are asked, and of no other */
    WorkerClient(LeadershipTerm term, PinnedCertificates certificates) {
        this.term = term;
        this.certificates = certificates;
        this.http = certificates.client(PATIENCE);
    }

    @Override
    public CompletableFuture<WorkerResponse> deliver(WorkerAddress worker, String process, Goal goal) {
        return ask(
                worker,
                () -> request(worker, Protocol.GOAL, PATIENCE)
                        .header("Content-Type", "application/json")
                        .header(Protocol.PROCESS_HEADER, process)
                        .PUT(BodyPublishers.ofByteArray(JsonCodec.write(goal)))
                        .build());
    }

    @Override
    public CompletableFuture<WorkerResponse> report(WorkerAddress worker, long after, Duration wait) {
        var path = "%s?%s=%d&%s=%d".formatted(Protocol.REPORT, Protocol.AFTER, after, Protocol.WAIT, wait.toMillis());
        return ask(
                worker, () -> request(worker, path, PATIENCE.plus(wait)).GET().build());
    }

    @Override
    public void forget(WorkerAddress worker) {
        certificates.forget(worker.host(), worker.certificate());
    }

    private CompletableFuture<WorkerResponse> ask(WorkerAddress worker, Supplier<HttpRequest> request) {
        certificates.pin(worker.host(), worker.certificate());
        try {
            return http.sendAsync(request.get(), BoundedBody.upTo(Protocol.LARGEST_ANSWER, PATIENCE))
                    .thenApply(WorkerClient::answer)
                    .exceptionally(WorkerClient::liveness);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(liveness(e)); // whether this process leads could not be found out
        }
    }

    /** A question, too, tells the worker of the term: from then on an earlier leader's goals are refused. */
    private HttpRequest.Builder request(WorkerAddress worker, String path, Duration timeout) {
        var request = HttpRequest.newBuilder(worker.uri(path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + worker.token())
                .header(Protocol.VERSION_HEADER, Protocol.VERSION);
        var current = term.current();
        return current == 0 ? request : request.header(Protocol.TERM_HEADER, String.valueOf(current));
    }

    private static WorkerResponse answer(HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case HttpURLConnection.HTTP_OK -> told(response);
            case HttpURLConnection.HTTP_NO_CONTENT ->
                response.request().method().equals("PUT")
                        ? new WorkerResponse.Taken()
                        : new WorkerResponse.KnowsNothing(process(response));
            case HttpURLConnection.HTTP_FORBIDDEN -> new WorkerResponse.Outranked(term(response));
            case HttpURLConnection.HTTP_CONFLICT -> new WorkerResponse.Superseded();
            case HttpURLConnection.HTTP_GONE -> new WorkerResponse.OtherProcess();
            case HttpURLConnection.HTTP_PRECON_FAILED -> new WorkerResponse.Incompatible(text(response));
            case HttpURLConnection.HTTP_BAD_REQUEST ->
                new WorkerResponse.Incompatible("it cannot read what it is told: " + text(response));
            default -> new WorkerResponse.Silent("it answered " + response.statusCode() + ": " + text(response));
        };
    }

    /** Of one version, both ends should understand each other; where they do not, one is of another build all the same. */
    private static WorkerResponse told(HttpResponse<byte[]> response) {
        try {
            return new WorkerResponse.Told(JsonCodec.report(response.body()), process(response));
        } catch (IllegalArgumentException e) {
            return new WorkerResponse.Incompatible("what it tells cannot be read: " + cut(e.getMessage()));
        }
    }

    private static String process(HttpResponse<byte[]> response) {
        var process = response.headers().firstValue(Protocol.PROCESS_HEADER).orElse("");
        return process.length() <= LONGEST_NAME ? process : process.substring(0, LONGEST_NAME);
    }

    private static long term(HttpResponse<byte[]> response) {
        return response.headers().firstValueAsLong(Protocol.TERM_HEADER).orElse(0);
    }

    private static String text(HttpResponse<byte[]> response) {
        return cut(new String(response.body(), StandardCharsets.UTF_8).strip());
    }

    private static WorkerResponse liveness(Throwable error) {
        var cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        var message = cause.getMessage();
        return new WorkerResponse.Silent(
                cause.getClass().getSimpleName() + (message == null ? "" : ": " + cut(message)));
    }

    /** Errors, too, quote what a worker has sent: a line that is no beginning of an answer, for one. */
    private static String cut(String text) {
        return Cut.to(LONGEST_TEXT, OneLine.of(text));
    }
}
