package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.StandbyInstance;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real failovers of either server to a streaming standby, of each kind of version: without failover slots, and with them.
 * {@code mvn verify -Dexcluded.tests=none -Dit.test=FailoverIT}
 */
@Tag("long")
@ParameterizedClass(name = "PostgreSQL {0}")
@ValueSource(ints = {13, 15, 17, 18})
class FailoverIT {
    private static final int FAILOVER_SLOTS_SINCE = 17;

    private final PostgresInstance primary;
    private final LocalEngine engine = new LocalEngine();
    private TestDatabase source = PostgresServers.source().createDatabase("failover");
    private TestDatabase target = PostgresServers.target().createDatabase("failover");
    private EngineDriver driver;

    FailoverIT(int version) {
        primary = PostgresInstance.start(version, Map.of());
    }

    @AfterEach
    void end() {
        engine.close();
        primary.close();
    }

    @Test
    void aSourceThatHasEverythingGoesOnByItself() {
        assumeTrue(hasFailoverSlots());
        source = primary.createDatabase("failover");
        begin();
        try (var standby = StandbyInstance.of(primary)) {
            source.execute("INSERT INTO item SELECT i, 'more' FROM generate_series(1001, 4000) i");
            driver.awaitReport(report -> target.count("item") == 4000);
            standby.slotsSynced();
            driver.stop();
            standby.caughtUp().failOver();

            source.execute("INSERT INTO item SELECT i, 'new' FROM generate_series(5001, 5010) i");
            var known = driver.resume().perform(Phase.FullVerification).details();
            assertThat(known.checkpoints().source().timeline()).isEqualTo(2);
            driver.awaitReport(report -> target.count("item") == 4010);
            assertSame();

            // once more, in the middle of its work
            try (var next = StandbyInstance.of(standby.server())) {
                source.execute("UPDATE item SET name = 'twice' WHERE id <= 10");
                driver.awaitReport(report -> target.count("item WHERE name = 'twice'") == 10);
                next.slotsSynced().caughtUp().failOver();
                source.execute("INSERT INTO item VALUES (6001, 'third')");
                driver.awaitReport(report -> target.count("item WHERE id = 6001") == 1);
                assertSame();
                assertThat(driver.report().details().checkpoints().source().timeline())
                        .isEqualTo(3);
                driver.release();
            }
        }
    }

    @Test
    void aSourceThatLacksTheEndIsNotFollowed() {
        source = primary.createDatabase("failover");
        begin();
        try (var standby = StandbyInstance.of(primary)) {
            if (hasFailoverSlots()) {
                standby.slotsSynced();
            }
            standby.caughtUp().cutOff();
            source.execute("INSERT INTO item SELECT i, 'lost' FROM generate_series(1001, 4000) i");
            driver.awaitReport(report -> target.count("item") == 4000);
            standby.failOver();
            source.execute("INSERT INTO item SELECT i, 'new' FROM generate_series(5001, 5010) i");
            var failure = driver.awaitFailure().failure();
            assertThat(failure.code()).isEqualTo(FailureCode.LogDiverged);
            assertThat(failure.side()).isEqualTo(Side.Source);
            assertThat(target.count("item")).isEqualTo(4000);
            driver.release();
        }
    }

    @Test
    void aSourceWithoutTheSlotSaysSo() {
        source = primary.createDatabase("failover");
        begin();
        try (var standby = StandbyInstance.of(primary)) {
            driver.stop();
            standby.caughtUp().failOver();
            driver.resume().pursue(new Wanted.Run(Phase.FullVerification));
            var failure = driver.awaitFailure().failure();
            assertThat(failure.code()).isEqualTo(FailureCode.SlotLost);
            assertThat(failure.remedy()).contains("spec.recovery.accept to " + failure.accept());
            driver.release();
        }
    }

    @Test
    void aTargetThatLacksItsLastCommitsIsNoticed() {
        target = primary.createDatabase("failover");
        begin();
        try (var standby = StandbyInstance.of(primary)) {
            standby.caughtUp().cutOff();
            source.execute("INSERT INTO item SELECT i, 'lost' FROM generate_series(1001, 4000) i");
            driver.awaitReport(report -> target.count("item") == 4000);
            var told = source.queryOne("SELECT pg_current_wal_lsn()");
            driver.awaitReport(report -> source.queryOne("SELECT confirmed_flush_lsn >= '" + told
                            + "'::pg_lsn FROM pg_replication_slots WHERE database = '" + source.name() + "'")
                    .equals("t"));
            standby.failOver();
            source.execute("INSERT INTO item VALUES (5001, 'new')");
            var failure = driver.awaitFailure().failure();
            assertThat(failure.code()).isEqualTo(FailureCode.CheckpointsBehind);
            assertThat(failure.side()).isEqualTo(Side.Target);
            assertThat(target.count("item")).isEqualTo(1000);
            driver.release();
        }
    }

    private boolean hasFailoverSlots() {
        return primary.majorVersion() >= FAILOVER_SLOTS_SINCE;
    }

    private void begin() {
        source.execute(
                "CREATE TABLE item (id int PRIMARY KEY, name text)",
                "INSERT INTO item SELECT i, 'item ' || i FROM generate_series(1, 1000) i");
        driver = new EngineDriver(engine, EngineDriver.plan(source, target));
        driver.performUpTo(Phase.FullVerification);
    }

    private void assertSame() {
        assertThat(DatabaseComparer.compare(source, target)).allMatch(table -> table.same());
    }
}
