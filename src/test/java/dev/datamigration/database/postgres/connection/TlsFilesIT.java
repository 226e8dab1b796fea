package dev.datamigration.database.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.database.Password;
import dev.datamigration.database.TlsMaterial;
import dev.datamigration.testing.SelfSigned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.postgresql.PGProperty;

class TlsFilesIT {
    @Test
    void filesLastAsLongAsTheConnectionIsMade() throws Exception {
        var certificate = SelfSigned.create();
        var properties = new Properties();
        List<Path> written;
        try (var files = new TlsFiles()) {
            files.configure(
                    new TlsMaterial(
                            TlsMode.VerifyFull,
                            certificate.certificate(),
                            certificate.certificate(),
                            new Password(certificate.key())),
                    properties);
            written = List.of(
                    Path.of(PGProperty.SSL_ROOT_CERT.getOrDefault(properties)),
                    Path.of(PGProperty.SSL_CERT.getOrDefault(properties)),
                    Path.of(PGProperty.SSL_KEY.getOrDefault(properties)));
            for (var file : written) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
        assertThat(written).allMatch(Files::notExists);
    }
}
