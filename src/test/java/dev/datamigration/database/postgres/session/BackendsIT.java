package dev.datamigration.database.postgres.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.Printed;
import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Which sessions are a task's: whoever opens one chooses what it is called, and everybody may read how others are. */
class BackendsIT {
    private static final String TASK = "backends-task";

    private final TestDatabase database = PostgresServers.shared(13).createDatabase("backends");
    private final TestDatabase mover = account("backends_mover");
    private final TestDatabase earlier = account("backends_earlier");
    private final TestDatabase pretender = account("backends_pretender");

    private TestDatabase account(String name) {
        database.execute("SET password_encryption = 'scram-sha-256'; CREATE ROLE " + name + " LOGIN PASSWORD 'x'");
        return new TestDatabase(database.host(), database.port(), database.name(), name, "x");
    }

    @AfterEach
    void drop() {
        for (var account : List.of(mover, earlier, pretender)) {
            database.execute("DROP OWNED BY " + account.user(), "DROP ROLE " + account.user());
        }
    }

    @Test
    void aSessionThatOnlyHasTheNameOfOneKeepsNoTaskFromStopping() throws SQLException {
        database.execute("GRANT backends_earlier TO backends_mover");
        for (var account : List.of(mover, database)) {
            try (var pretended = session(pretender);
                    var own = session(account);
                    var ofTheAccountBefore = session(earlier)) {
                var scope = new RunScope(TASK, 1);
                sessions(account).terminateOthers(scope);
                scope.cancel();
                assertThat(own.isValid(5)).isFalse();
                assertThat(pretended.isValid(60)).isTrue();
                // a superuser had no need to be made a member of it
                assertThat(ofTheAccountBefore.isValid(60)).isEqualTo(account == database);
            }
            await().until(() -> database.count("pg_stat_activity WHERE usename LIKE 'backends_%'") == 0);
        }
    }

    @Test
    void theAccountThatMadeTheCheckpointsIsKnownAsOneOfBefore() throws SQLException {
        database.execute("CREATE SCHEMA datamigration AUTHORIZATION backends_earlier");
        try (var ofTheAccountBefore = session(earlier)) {
            sessions(database).terminateOthers(new RunScope(TASK, 1));
            assertThat(ofTheAccountBefore.isValid(5)).isFalse();
        }
    }

    @Test
    void theTasksOtherDatabaseOnTheSameServerIsLeftAlone() throws SQLException {
        var other = PostgresServers.shared(13).createDatabase("backends_other");
        var sessions = sessions(database);
        try (var there = session(other)) {
            assertThat(sessions.others(new RunScope(TASK, 1))).isEmpty();
            sessions.terminateOthers(new RunScope(TASK, 1));
            assertThat(there.isValid(60)).isTrue();
        }
    }

    /** Its process is held, so that it does what it is told only when it goes on. */
    @Test
    @Tag("long")
    void aSessionThatDoesNotEndCanBeLookedAt() throws Exception {
        var sessions = sessions(mover);
        try (var held = session(mover)) {
            var pid = Integer.toString(held.unwrap(PGConnection.class).getBackendPID());
            assertThat(new ProcessBuilder("kill", "-STOP", pid).start().waitFor())
                    .isZero();
            try {
                var failure = catchThrowableOfType(
                                FailureException.class, () -> sessions.terminateOthers(new RunScope(TASK, 1)))
                        .failure();
                assertThat(failure.code()).isEqualTo(FailureCode.SessionsRemain);
                var looked = Printed.statement(failure.remedy(), "SELECT *").replace("*", "pid");
                assertThat(database.query(looked)).contains(pid);
            } finally {
                new ProcessBuilder("kill", "-CONT", pid).start().waitFor();
            }
        }
        await().until(() -> database.count("pg_stat_activity WHERE usename LIKE 'backends_%'") == 0);
    }

    private static Backends sessions(TestDatabase account) {
        return new Backends(new PostgresServer(account.access(Side.Source)));
    }

    private static Connection session(TestDatabase account) throws SQLException {
        var connection = account.connect();
        connection.createStatement().execute("SET application_name = 'dm:" + TASK + ":apply'");
        return connection;
    }
}
