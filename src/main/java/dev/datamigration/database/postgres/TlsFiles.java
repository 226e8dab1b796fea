package dev.datamigration.database.postgres;

import dev.datamigration.database.TlsMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGProperty;

/** Hands certificates to the driver, which takes them as files; each distinct one is written once, readable to us. */
final class TlsFiles {
    private static final ConcurrentHashMap<String, Path> WRITTEN = new ConcurrentHashMap<>();

    private TlsFiles() {}

    static void configure(TlsMaterial tls, Properties properties) {
        PGProperty.SSL_MODE.set(properties, PostgresServer.sslMode(tls.mode()));
        if (tls.caCertificate() != null) {
            PGProperty.SSL_ROOT_CERT.set(properties, file(tls.caCertificate(), ".crt"));
        } else {
            PGProperty.SSL_FACTORY.set(properties, "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        if (tls.clientCertificate() != null && tls.clientKey() != null) {
            PGProperty.SSL_CERT.set(properties, file(tls.clientCertificate(), ".crt"));
            PGProperty.SSL_KEY.set(properties, file(tls.clientKey().reveal(), ".pem"));
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
