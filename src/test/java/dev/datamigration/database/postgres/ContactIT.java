package dev.datamigration.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.Side;
import dev.datamigration.database.Contact;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.FreePort;
import dev.datamigration.testing.PostgresServers;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** What is known of a server by what became of a connection to it. */
class ContactIT {
    private final RunScope scope = new RunScope("contact", 1);
    private final DatabaseAccess access =
            PostgresServers.source().createDatabase("contact").access(Side.Source);
    private final Contact contact = new Contact(false);

    @Test
    void aSessionMayBeThereOnceOneWasLetIn() {
        var server = new PostgresServer(access, contact);
        scope.close(server.open(scope, "test"));
        assertThat(contact.wasLetIn()).isTrue();
        assertThat(contact.mayHaveSessions()).isTrue();
    }

    @Test
    void noneIsThereWhereTheServerSaidNo() {
        fails(at("no such", access.port()));
        assertThat(contact.mayHaveSessions()).isFalse();
    }

    @Test
    void noneIsThereWhereNothingListens() {
        fails(at(access.database(), FreePort.find()));
        assertThat(contact.mayHaveSessions()).isFalse();
    }

    /** The login may have arrived, and its answer been lost. */
    @Test
    void oneMayBeThereWhereTheConnectionWasCut() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var cutting = new Thread(() -> {
                try {
                    socket.accept().close();
                } catch (java.io.IOException e) {
                    // the test is over
                }
            });
            cutting.setDaemon(true);
            cutting.start();
            fails(at(access.database(), socket.getLocalPort()));
        }
        assertThat(contact.wasLetIn()).isFalse();
        assertThat(contact.mayHaveSessions()).isTrue();
    }

    private void fails(DatabaseAccess to) {
        assertThatThrownBy(() -> new PostgresServer(to, contact).open(scope, "test"))
                .isInstanceOf(FailureException.class);
    }

    private DatabaseAccess at(String database, int port) {
        return new DatabaseAccess(
                access.side(),
                access.type(),
                "127.0.0.1",
                port,
                database,
                access.user(),
                access.password(),
                access.tls(),
                null,
                null);
    }
}
