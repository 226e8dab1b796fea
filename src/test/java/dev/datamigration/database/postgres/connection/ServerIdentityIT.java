package dev.datamigration.database.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.ServerIdentity;
import dev.datamigration.database.postgres.replication.PostgresChangeLog;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Connections of a run lead to one server; what is asked for it needs no privilege. */
class ServerIdentityIT {
    private static final String ROLE = "pin_" + ProcessHandle.current().pid();

    @Test
    void anotherServerOrTimelineIsRefused() throws SQLException {
        var database = PostgresServers.source().createDatabase("pin");
        database.execute("CREATE ROLE " + ROLE + " LOGIN REPLICATION PASSWORD 'pin'");
        var server = new PostgresServer(
                new TestDatabase("127.0.0.1", database.port(), database.name(), ROLE, "pin").access(Side.Source));
        var scope = new RunScope("pin", 1);
        try {
            ServerIdentity found;
            try (var connection = server.open(scope, "test")) {
                found = IdentityQuery.read(connection).orElseThrow();
            }
            assertThat(new PostgresChangeLog(server).state(scope).server()).isEqualTo(found);

            server.pin(found);
            scope.close(server.open(scope, "test"));
            scope.close(server.openReplication(scope, "test"));
            expectChanged(() -> server.pin(new ServerIdentity(found.systemId(), found.timeline() + 1)));

            var elsewhere = new PostgresServer(server.access());
            elsewhere.pin(new ServerIdentity(found.systemId() + "1", found.timeline()));
            expectChanged(() -> elsewhere.open(scope, "test"));
            expectChanged(() -> elsewhere.openReplication(scope, "test"));
        } finally {
            scope.cancel();
            database.execute("DROP ROLE " + ROLE);
        }
    }

    private static void expectChanged(Runnable work) {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(work::run)
                .satisfies(e -> assertThat(e.failure().code()).isEqualTo(FailureCode.ServerChanged));
    }
}
