package dev.datamigration.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.datamigration.api.Side;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.network.AddressPolicy;
import dev.datamigration.testing.FreePort;
import dev.datamigration.testing.PostgresServers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a task may not go, it tells nothing of what is there. */
class AllowedAddressesIT {
    private static final AddressPolicy USUAL = AddressPolicy.of(List.of("*"), List.of());

    /** One port serves PostgreSQL, one accepts and says nothing, one refuses: all three answer alike. */
    @Test
    void whatListensIsNotTold() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var ports = List.of(PostgresServers.source().port(), silent.getLocalPort(), FreePort.find());
            var failures = ports.stream()
                    .map(port -> refused("127.0.0.1", port, USUAL))
                    .distinct()
                    .toList();
            assertThat(failures).hasSize(1);
            assertThat(failures.get(0).code()).isEqualTo(FailureCode.HostNotAllowed);
            assertThat(failures.get(0).remedy()).contains("datamigration.databases.allowed-hosts");
        }
    }

    /** The name is allowed; what it means is not. */
    @Test
    void aNameIsHeldToItsAddress() {
        assertThat(refused("localhost", PostgresServers.source().port(), USUAL).code())
                .isEqualTo(FailureCode.HostNotAllowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOCALHOST",
                "127.1",
                "2130706433",
                "0.0.0.0",
                "::1",
                "0:0:0:0:0:0:0:1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::127.0.0.1",
                "::",
                "169.254.169.254"
            })
    void thisMachineIsItselfHoweverItIsWritten(String host) {
        assertThat(refused(host, PostgresServers.source().port(), USUAL).code()).isEqualTo(FailureCode.HostNotAllowed);
    }

    @Test
    void anAllowedNetworkIsReached() {
        var scope = new RunScope("allowed", 1);
        var policy = AddressPolicy.of(List.of("*"), List.of("127.0.0.0/8"));
        var database = PostgresServers.source().maintenance();
        scope.close(new PostgresServer(access("127.0.0.1", database.port(), policy)).open(scope, "test"));
        scope.cancel();
    }

    private static Failure refused(String host, int port, AddressPolicy policy) {
        var scope = new RunScope("refused", 1);
        try {
            return catchThrowableOfType(
                            FailureException.class,
                            () -> new PostgresServer(access(host, port, policy)).open(scope, "test"))
                    .failure();
        } finally {
            scope.cancel();
        }
    }

    private static DatabaseAccess access(String host, int port, AddressPolicy policy) {
        var known = PostgresServers.source().maintenance().access(Side.Source);
        return new DatabaseAccess(
                known.side(),
                known.type(),
                host,
                port,
                known.database(),
                known.user(),
                known.password(),
                known.tls(),
                known.authentication(),
                policy);
    }
}
