package dev.datamigration.transfer.incremental;

import static dev.datamigration.plan.Direction.Forward;
import static dev.datamigration.plan.Direction.Reverse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.RepairMode;
import dev.datamigration.api.task.RepairSettings;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.Backup;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.transfer.incremental.stream.Capture;
import dev.datamigration.transfer.verify.FullVerification;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * After the switch, either server put back. {@code mvn verify -Dexcluded.tests=none -Dit.test=ReverseHistoryIT}
 */
@Tag("long")
class ReverseHistoryIT {
    private final PostgresInstance server =
            PostgresInstance.start(PostgresServers.target().majorVersion(), Map.of());
    private TwoWayFixture sync;

    @AfterEach
    void close() {
        sync.close();
        server.close();
    }

    @Test
    void aTargetThatLacksTheEndOfWhatCameBackIsNotFollowed() {
        switched(new TwoWayFixture(
                PostgresServers.source().createDatabase("reverse"), server.createDatabase("reverse")));
        try (var backup = Backup.of(server)) {
            sync.target.execute("INSERT INTO t SELECT generate_series(101, 3100)");
            sync.caughtUp(Reverse).kill();
            backup.recover(server, Map.of());
            sync.target.execute("INSERT INTO t SELECT generate_series(5001, 5010)");

            sync.worker().start(Reverse);
            var failure = sync.failure(Reverse);
            assertThat(failure.code()).isEqualTo(FailureCode.LogDiverged);
            assertThat(failure.side()).isEqualTo(Side.Target);
            assertThat(failure.message()).contains("The target has gone from timeline 1 to timeline 2");
            assertThat(sync.source.count("t")).isEqualTo(3100);

            recover(failure);
            assertThat(sync.source.count("t"))
                    .as("what the target lost is gone here as well")
                    .isEqualTo(110);
            sync.target.execute("INSERT INTO t VALUES (6000)");
            sync.caughtUp(Reverse).assertSame("t");
        }
    }

    @Test
    void aSourceThatLacksWhatCameBackIsNoticed() {
        switched(new TwoWayFixture(
                server.createDatabase("reverse"), PostgresServers.target().createDatabase("reverse")));
        try (var backup = Backup.of(server)) {
            sync.target.execute("INSERT INTO t SELECT generate_series(101, 3100)");
            sync.caughtUp(Reverse);
            sync.source.execute("INSERT INTO t VALUES (9000)"); // late, and so known to the watch
            sync.awaitLate().kill();
            backup.restore(server, Map.of());

            sync.worker().start(Reverse);
            var failure = sync.failure(Reverse);
            assertThat(failure.code()).isEqualTo(FailureCode.CheckpointsBehind);
            assertThat(failure.side()).isEqualTo(Side.Source);
            assertThat(sync.source.count("t")).isEqualTo(100);

            sync.kill().worker().watch(Forward, 1);
            var watched = sync.watchFailure();
            assertThat(watched.code()).isEqualTo(FailureCode.LogBehind);

            recover(failure);
            assertThat(sync.source.count("t")).isEqualTo(3100);
            sync.accept = watched.accept();
            sync.kill().worker().watch(Forward, 1).awaitWatching();
            sync.source.execute("INSERT INTO t VALUES (9001)");
            await().until(() -> sync.target.count("datamigration.late_row WHERE content LIKE '%9001%'") == 1);
            sync.kill();
            sync.source.execute("DROP SCHEMA datamigration CASCADE");
            assertThatExceptionOfType(FailureException.class)
                    .isThrownBy(sync::worker)
                    .satisfies(e -> {
                        assertThat(e.failure().code()).isEqualTo(FailureCode.CheckpointsBehind);
                        assertThat(e.failure().side()).isEqualTo(Side.Source);
                    });
        }
    }

    /** As a person who has set what the failure's remedy asks for. */
    private void recover(Failure failure) {
        assertThat(failure.accept()).isNotNull();
        sync.accept = failure.accept();
        sync.verification = new FullVerificationSettings(
                false, 1, 5_000, 10_000, 1L, new RepairSettings(RepairMode.Apply, 10_000), null);
        sync.kill().worker().start(Reverse);
        var found = new FullVerification(sync.run(Reverse), sync.sync(Reverse), status -> {}).compare();
        assertThat(found.consistent()).isTrue();
        assertThat(sync.run.known().isUnverified(Reverse)).isFalse();
        sync.assertSame("t");
    }

    private void switched(TwoWayFixture fixture) {
        sync = fixture;
        sync.both("CREATE TABLE t (id int PRIMARY KEY)").capture("t").start(Forward);
        sync.target.execute(
                "INSERT INTO datamigration.loaded_table (task_id, source_schema, source_table, complete) VALUES ('"
                        + sync.taskId + "', 'public', 't', true)");
        sync.source.execute("INSERT INTO t SELECT generate_series(1, 50)");
        Capture.begin(sync.run(Reverse));
        sync.finish(Forward).watch(Forward, 1).start(Reverse);
        sync.target.execute("INSERT INTO t SELECT generate_series(51, 100)");
        sync.caughtUp(Reverse);
    }
}
