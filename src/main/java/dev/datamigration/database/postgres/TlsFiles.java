package dev.datamigration.database.postgres;

import dev.datamigration.api.TlsMode;
import dev.datamigration.database.TlsMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGProperty;

/**
 * Hands certificates to the driver, which takes them as files; each distinct one is written once, readable to us.
 *
 * <p>The driver's own socket factory is used throughout: Prefer and Require take any certificate, the other modes those
 * that the given authorities, or else the JVM's, have signed.
 */
final class TlsFiles {
    private static final ConcurrentHashMap<String, Path> WRITTEN = new ConcurrentHashMap<>();

    private TlsFiles() {}

    /** @throws GeneralSecurityException if the client's certificate or key cannot be read */
    static void configure(TlsMaterial tls, Properties properties) throws GeneralSecurityException {
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

    private static String file(String content, String suffix) {
        return WRITTEN.computeIfAbsent(content, text -> write(text, suffix)).toString();
    }

    private static Path write(String content, String suffix) {
        try {
            var path = Files.createTempFile(
                    "dm-tls-",
                    suffix,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            path.toFile().deleteOnExit();
            return Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
