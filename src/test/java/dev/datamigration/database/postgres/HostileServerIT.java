package dev.datamigration.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.DatabaseAuthentication;
import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.TlsMaterial;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.HostileServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever answers at the host of a task gets no password, whatever they ask for. */
class HostileServerIT {
    private static final String PASSWORD = "planted-secret";

    /** Also where the task allows it, since nothing here is verified; the API server refuses such a task before. */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseAuthentication.class,
            names = {"ScramSha256", "Md5", "Password"})
    void aPasswordThatIsAskedForIsNotSent(DatabaseAuthentication authentication) throws IOException {
        try (var server = HostileServer.askingForPassword()) {
            refused(server, authentication, false);
        }
        try (var server = HostileServer.askingForMd5()) {
            refused(server, authentication, false);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void replicationConnectionsNeither(boolean replication) throws IOException {
        try (var server = HostileServer.askingForPassword()) {
            refused(server, DatabaseAuthentication.ScramSha256, replication);
        }
    }

    /** It would not be the server that the password belongs to. */
    @Test
    void aServerThatAsksForNothingIsNotBelieved() throws IOException {
        try (var server = HostileServer.askingNothing()) {
            refused(server, DatabaseAuthentication.ScramSha256, false);
        }
    }

    @Test
    void aServerThatOffersNoChannelBindingHearsNoProof() throws IOException {
        try (var server = HostileServer.askingForScram()) {
            var failure = failure(server, DatabaseAuthentication.ScramSha256, false, TlsMode.Require);
            assertThat(failure.code()).isEqualTo(FailureCode.TlsRefused); // it has no TLS either
            assertThat(server.heard()).isEmpty();
        }
    }

    private static void refused(HostileServer server, DatabaseAuthentication authentication, boolean replication) {
        var failure = failure(server, authentication, replication, TlsMode.Prefer);
        assertThat(server.heard()).doesNotContain(PASSWORD).doesNotContain("md5");
        assertThat(failure.code()).as(failure.message()).isEqualTo(FailureCode.LoginRefused);
        assertThat(failure.message()).contains("asks for").doesNotContain(PASSWORD);
        assertThat(failure.remedy()).contains("password_encryption", "spec.source.authentication");
    }

    private static Failure failure(
            HostileServer server, DatabaseAuthentication authentication, boolean replication, TlsMode mode) {
        var access = new DatabaseAccess(
                Side.Source,
                DatabaseType.PostgreSQL,
                "127.0.0.1",
                server.port(),
                "shop",
                "mover",
                new Password(PASSWORD),
                new TlsMaterial(mode, null, null, null),
                authentication,
                null);
        var scope = new RunScope("hostile", 1);
        try {
            return catchThrowableOfType(FailureException.class, () -> {
                        if (replication) {
                            new PostgresServer(access).openReplication(scope, "test");
                        } else {
                            new PostgresServer(access).open(scope, "test");
                        }
                    })
                    .failure();
        } finally {
            scope.cancel();
        }
    }
}
