package dev.datamigration.database.postgres.connection;

import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.database.TlsMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGProperty;

/**
 * Hands certificates to the driver, which takes them as files: readable to us, and gone once the connection stands.
 *
 * <p>The driver's own socket factory is used throughout: Prefer and Require take any certificate, the other modes those
 * that the given authorities, or else the JVM's, have signed.
 */
final class TlsFiles implements AutoCloseable {
    /** The beginning of the names of the files. */
    private static final String PREFIX = "dm-tls-";

    private final List<Path> written = new ArrayList<>();

    /** @throws GeneralSecurityException if the client's certificate or key cannot be read */
    void configure(TlsMaterial tls, Properties properties) throws GeneralSecurityException {
        PGProperty.SSL_MODE.set(properties, PostgresServer.sslMode(tls.mode()));
        if (tls.mode() == TlsMode.VerifyCA || tls.mode() == TlsMode.VerifyFull) {
            var authorities = tls.caCertificate() == null ? Pem.trustedByJvm() : tls.caCertificate();
            PGProperty.SSL_ROOT_CERT.set(properties, file(authorities, ".crt"));
        }
        if (tls.mode() != TlsMode.Disable && tls.clientCertificate() != null && tls.clientKey() != null) {
            PGProperty.SSL_CERT.set(properties, file(tls.clientCertificate(), ".crt"));
            PGProperty.SSL_KEY.set(properties, file(Pem.asPkcs8(tls.clientKey().reveal()), ".pem"));
            PGProperty.PEM_KEY_ALGORITHM.set(properties, Pem.keyAlgorithm(tls.clientCertificate()));
        }
    }

    private String file(String content, String suffix) {
        try {
            var path = Files.createTempFile(
                    PREFIX, suffix, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            written.add(path);
            return Files.writeString(path, content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (var path : written) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
