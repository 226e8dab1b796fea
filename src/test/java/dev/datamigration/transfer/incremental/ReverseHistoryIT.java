package dev.datamigration.transfer.incremental;

import static dev.datamigration.transfer.Direction.Forward;
import static dev.datamigration.transfer.Direction.Reverse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.datamigration.api.Side;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.Backup;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
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
            assertThat(sync.watchFailure().code()).isEqualTo(FailureCode.LogBehind);

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

    private void switched(TwoWayFixture fixture) {
        sync = fixture;
        sync.both("CREATE TABLE t (id int PRIMARY KEY)").capture("t").start(Forward);
        sync.source.execute("INSERT INTO t SELECT generate_series(1, 50)");
        Capture.begin(sync.run(Reverse));
        sync.finish(Forward).watch(Forward, 1).start(Reverse);
        sync.target.execute("INSERT INTO t SELECT generate_series(51, 100)");
        sync.caughtUp(Reverse);
    }
}
