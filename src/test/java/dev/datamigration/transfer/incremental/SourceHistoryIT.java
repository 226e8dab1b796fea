package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.testing.Backup;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A source whose log is not the one that was read is noticed before a row of it is applied. */
class SourceHistoryIT {
    private final PostgresInstance server =
            PostgresInstance.start(PostgresServers.source().majorVersion(), Map.of());
    private final SyncFixture sync = new SyncFixture(
            server.createDatabase("history"), PostgresServers.target().createDatabase("history"));

    @AfterEach
    void close() {
        try (server) {
            sync.close();
        }
    }

    @Test
    void aSourceThatLacksTheEndOfWhatWasAppliedIsNotFollowed() {
        sync.both("CREATE TABLE t (id int PRIMARY KEY)").capture().start();
        sync.source.execute("INSERT INTO t SELECT generate_series(1, 10)");
        sync.caughtUp().stop();
        try (var backup = Backup.of(server)) {
            sync.start();
            sync.source.execute("INSERT INTO t SELECT generate_series(11, 3010)");
            sync.caughtUp().stop();

            backup.restore(server, Map.of());
            var restored = sync.start().failure();
            assertThat(restored.code()).isEqualTo(FailureCode.LogBehind);
            assertThat(restored.side()).isEqualTo(Side.Source);

            sync.source.execute("INSERT INTO t SELECT generate_series(4001, 4010)");
            growBeyond(sync.target.queryOne("SELECT position FROM datamigration.applied"));
            var grown = sync.start().failure();
            assertThat(grown.code()).isEqualTo(FailureCode.LogBehind);
            assertThat(grown.side()).isEqualTo(Side.Source);
            assertThat(grown.message()).contains("has grown since");

            backup.recover(server, Map.of());
            sync.source.execute("INSERT INTO t SELECT generate_series(5001, 5010)");
            var diverged = sync.start().failure();
            assertThat(diverged.code()).isEqualTo(FailureCode.LogDiverged);
            assertThat(diverged.message()).contains("timeline 1", "timeline 2");
            assertThat(sync.target.count("t")).isEqualTo(3010);
        }
    }

    /** The server has forgotten how far the slot had come, and sends once more what is on the target. */
    @Test
    void aSourceThatCrashedIsReadOn() {
        sync.both("CREATE TABLE t (id int)").capture().start();
        sync.source.execute("ALTER TABLE t REPLICA IDENTITY FULL", "INSERT INTO t SELECT generate_series(1, 10)");
        sync.caughtUp().stop();
        server.crash();
        server.startAt(server.port(), Map.of());
        assertThat(sync.source.queryOne(
                        "SELECT '" + sync.target.queryOne("SELECT commit_record FROM datamigration.applied")
                                + "'::pg_lsn >= confirmed_flush_lsn FROM pg_replication_slots"))
                .as("the last transaction comes again")
                .isEqualTo("t");
        sync.start();
        sync.source.execute("INSERT INTO t SELECT generate_series(11, 20)");
        sync.caughtUp().assertSame("t");
    }

    private void growBeyond(String position) {
        do {
            sync.source.execute("SELECT pg_logical_emit_message(true, 'test', repeat('x', 100000))");
        } while (sync.source
                .queryOne("SELECT pg_current_wal_lsn() > '" + position + "'::pg_lsn")
                .equals("f"));
    }
}
