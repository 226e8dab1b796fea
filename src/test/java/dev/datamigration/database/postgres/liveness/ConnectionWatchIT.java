package dev.datamigration.database.postgres.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.database.LivenessBounds;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.proxy.TcpProxy;
import dev.datamigration.testing.proxy.Way;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionWatchIT {
    private final TestDatabase database = PostgresServers.target().createDatabase("watch");
    private final RunScope scope = new RunScope("watch", 1);
    private TcpProxy proxy;
    private PostgresServer server;

    @BeforeEach
    void begin() {
        answerWithin(Duration.ofSeconds(90));
        var direct = database.access(Side.Target);
        proxy = TcpProxy.to(direct.host(), direct.port());
        server = new PostgresServer(proxy.before(direct));
    }

    /** @param answer long where the server is to answer, however busy this machine is */
    private static void answerWithin(Duration answer) {
        ConnectionWatch.configure(new LivenessBounds(Duration.ofMillis(500), answer, Duration.ofMillis(1_500)));
    }

    @AfterEach
    void end() {
        ConnectionWatch.configure(LivenessBounds.DEFAULT);
        proxy.close();
        scope.cancel();
    }

    @Test
    void aLongStatementMayTakeAsLongAsItTakes() throws SQLException {
        var connection = server.open(scope, "test");
        execute(connection, "SELECT pg_sleep(4)");
        scope.close(connection);
    }

    @Test
    void aServerThatIsSilentAltogetherIsGivenUp() {
        answerWithin(Duration.ofSeconds(2));
        var connection = server.open(scope, "test");
        proxy.freeze();
        assertThatThrownBy(() -> execute(connection, "SELECT 1"))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("the server cannot be asked about it either");
        assertThat(scope.isCancelled()).isFalse();
    }

    /** The answer is lost, while another way to the server is open. */
    @Test
    void anAnswerThatWasLostIsNotWaitedFor() {
        var connection = server.open(scope, "test");
        proxy.freeze(Way.ToClient);
        server.update(database.access(Side.Target));
        assertThatThrownBy(() -> execute(connection, "SELECT pg_sleep(1)"))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("server and client wait for each other");
    }

    @Test
    void aQuestionThatWasLostIsNotWaitedFor() {
        var connection = server.open(scope, "test");
        proxy.freeze(Way.ToServer);
        server.update(database.access(Side.Target));
        assertThatThrownBy(() -> execute(connection, "SELECT 1"))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("server and client wait for each other");
    }

    @Test
    void aProcessThatIsGoneIsNotWaitedFor() throws SQLException {
        var connection = server.open(scope, "test");
        proxy.freeze();
        server.update(database.access(Side.Target));
        database.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dm:watch:test'");
        await().until(() -> database.count("pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name = 'dm:watch:test'")
                == 0);
        assertThatThrownBy(() -> execute(connection, "SELECT 1"))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("the server has no process any more");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
