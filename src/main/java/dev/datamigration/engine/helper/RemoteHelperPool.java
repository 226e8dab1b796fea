package dev.datamigration.engine.helper;

import dev.datamigration.engine.wire.Certificates;
import dev.datamigration.engine.wire.PinnedCertificates;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.help.Engagement;
import dev.datamigration.transfer.help.Helper;
import dev.datamigration.transfer.help.HelperPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The other worker processes of the task, which share one Secret: whoever shows its certificate is one of them. */
public final class RemoteHelperPool implements HelperPool, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RemoteHelperPool.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final String address;
    private final String token;
    private final X509Certificate certificate;
    private final PinnedCertificates certificates = new PinnedCertificates();
    private final ScheduledExecutorService beats = OwnedThreads.scheduled(
            "helpers", 1, error -> LOG.error("A helper is not told any more that it is wanted", error));
    private final HttpClient http;

    private RemoteHelperPool(String address, String token, X509Certificate certificate) {
        this.address = address;
        this.token = token;
        this.certificate = certificate;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .sslContext(certificates.context())
                .sslParameters(PinnedCertificates.parameters())
                .build();
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
    public Helper engage(int number, Supplier<Engagement> terms) {
        var where = address.replace("%d", Integer.toString(number));
        certificates.pin(where.substring(0, where.lastIndexOf(':')), certificate);
        var helper = new RemoteHelper(number, new HelperClient(where, token, http), terms);
        helper.begin(beats);
        return helper;
    }

    @Override
    public void close() {
        beats.shutdownNow();
    }
}
