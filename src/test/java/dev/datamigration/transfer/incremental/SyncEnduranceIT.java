package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What takes its time: waiting longer than the source does for an answer, and a source that throws its log away. */
@Tag("long")
class SyncEnduranceIT {

    @Test
    void sourceHearsFromUsWhileTheTargetKeepsUsWaiting() throws SQLException {
        try (var sync = new SyncFixture()) {
            sync.settings = new IncrementalSyncSettings(null, null, 65_536L, 1, null);
            sync.source.execute("ALTER DATABASE " + sync.source.name() + " SET wal_sender_timeout = '3s'");
            sync.both("CREATE TABLE t (id int PRIMARY KEY, v text)")
                    .capture()
                    .start()
                    .caughtUp();
            var sender = sync.sender();
            try (var other = sync.target.connect();
                    var statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("LOCK TABLE t IN EXCLUSIVE MODE");
                // more than the queue holds and more than the sockets' buffers do
                sync.source.execute("INSERT INTO t SELECT g, repeat('x', 1000) FROM generate_series(1, 50000) g");
                await().until(() -> sync.status.latencyMillis() > 10_000);
                assertThat(sync.status.retainedLogBytes()).isGreaterThan(40_000_000);
                other.rollback();
            }
            sync.caughtUp().assertSame("t");
            assertThat(sync.sender()).as("the same sender").isEqualTo(sender);
        }
    }

    @Test
    void logThatTheSourceHasRemoved() {
        var settings = Map.of("max_slot_wal_keep_size", "16MB", "max_wal_size", "64MB", "min_wal_size", "32MB");
        try (var server = PostgresInstance.start(17, settings);
                var sync = new SyncFixture(
                        server.createDatabase("sync"), PostgresServers.target().createDatabase("sync"))) {
            sync.both("CREATE TABLE t (v text)").capture();
            for (var i = 0; i < 5; i++) {
                sync.source.execute(
                        "INSERT INTO t SELECT repeat('x', 1000) FROM generate_series(1, 30000)",
                        "SELECT pg_switch_wal()",
                        "CHECKPOINT");
            }
            assertThat(sync.slotColumn("wal_status")).isEqualTo("lost");
            var failure = sync.start().failure();
            assertThat(failure.code()).isEqualTo(FailureCode.SlotLost);
            assertThat(failure.message()).contains("has removed log");
        }
    }
}
