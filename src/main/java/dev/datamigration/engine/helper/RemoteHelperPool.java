package dev.datamigration.engine.helper;

import dev.datamigration.engine.wire.BoundedBody;
import dev.datamigration.engine.wire.Certificates;
import dev.datamigration.engine.wire.HelperAnswer;
import dev.datamigration.engine.wire.JsonCodec;
import dev.datamigration.engine.wire.PinnedCertificates;
import dev.datamigration.engine.wire.Protocol;
import dev.datamigration.transfer.help.Engagement;
import dev.datamigration.transfer.help.HelperPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The other worker processes of the task, which share one Secret: whoever shows its certificate is one of them. */
public final class RemoteHelperPool implements HelperPool {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String address;
    private final String token;
    private final X509Certificate certificate;
    private final PinnedCertificates certificates = new PinnedCertificates();
    private final HttpClient http;

    private RemoteHelperPool(String address, String token, X509Certificate certificate) {
        this.address = address;
        this.token = token;
        this.certificate = certificate;
        this.http = certificates.client(PATIENCE);
    }

    /**
     * The workers behind that address.
     *
     * @param address host and port, with {@code %d} for the number
     * @param secret where token and certificate are
     */
    public static RemoteHelperPool of(String address, Path secret) {
        try {
            return new RemoteHelperPool(
                    address,
                    Files.readString(secret.resolve("token")).strip(),
                    Certificates.parse(Files.readString(secret.resolve("tls.crt"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public CompletableFuture<Optional<String>> engage(Engagement terms) {
        var request = request(terms.number(), Protocol.HELP).PUT(BodyPublishers.ofByteArray(JsonCodec.bytes(terms)));
        return send(request).thenApply(RemoteHelperPool::read);
    }

    private static Optional<String> read(HttpResponse<byte[]> answer) {
        return answer.statusCode() == HttpURLConnection.HTTP_OK
                ? Optional.ofNullable(
                        JsonCodec.read(answer.body(), HelperAnswer.class).problem())
                : Optional.of("it answered " + answer.statusCode() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8).strip());
    }

    @Override
    public void dismiss(Engagement terms) {
        send(request(terms.number(), Protocol.HELP + "?" + Protocol.ID + "=" + terms.id())
                .DELETE());
    }

    private HttpRequest.Builder request(int number, String path) {
        var where = address.replace("%d", Integer.toString(number));
        certificates.pin(where.substring(0, where.lastIndexOf(':')), certificate);
        return HttpRequest.newBuilder(URI.create("https://" + where + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header(Protocol.VERSION_HEADER, Protocol.VERSION);
    }

    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BoundedBody.upTo(Protocol.LARGEST_ANSWER, PATIENCE));
    }
}
