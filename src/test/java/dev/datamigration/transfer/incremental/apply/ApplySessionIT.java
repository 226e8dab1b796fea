package dev.datamigration.transfer.incremental.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.transfer.incremental.SyncFixture;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sessions that write rows are not meant to idle in a transaction, and do not. */
class ApplySessionIT {
    private final SyncFixture sync = new SyncFixture();

    @AfterEach
    void end() {
        sync.close();
    }

    @Test
    void doesNotIdleInATransactionForLong() throws SQLException {
        sync.both("CREATE TABLE t (id int PRIMARY KEY)").capture().start();
        sync.source.execute("INSERT INTO t VALUES (1)");
        sync.caughtUp();
        await().until(() -> sync.target
                .query("SELECT state FROM pg_stat_activity WHERE application_name = 'dm:" + sync.taskId + ":apply'")
                .equals(java.util.List.of("idle")));
        var run = sync.run();
        try (var connection = ApplySession.open(run, "test");
                var statement = connection.createStatement();
                var result = statement.executeQuery("SHOW idle_in_transaction_session_timeout")) {
            result.next();
            assertThat(result.getString(1)).isEqualTo("10min");
        } finally {
            run.scope().cancel();
        }
    }
}
