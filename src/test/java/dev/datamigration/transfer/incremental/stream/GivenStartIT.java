package dev.datamigration.transfer.incremental.stream;

import static dev.datamigration.testing.Printed.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.task.StartFrom;
import dev.datamigration.database.log.CaptureName;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.plan.Direction;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that loads nothing, over rows that were copied by other means while others wrote on. */
class GivenStartIT {
    private final LocalEngine engine = new LocalEngine();
    private CopiedDatabase scene;

    @BeforeEach
    void copy() {
        scene = new CopiedDatabase(PostgresServers.source(), PostgresServers.target());
    }

    @AfterEach
    void end() {
        engine.close();
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void appliesEachChangeOnceFromThePositionOn(int version) throws SQLException {
        scene.close();
        scene = new CopiedDatabase(PostgresServers.shared(version), PostgresServers.target());
        var position = scene.copyUnderSlot();
        scene.write(50);
        var driver = driver(at(position));
        assertThat(driver.perform(Phase.Precheck).details().precheck().items())
                .noneMatch(item -> item.status() == PrecheckItemStatus.Failed);
        var begun = driver.report().epoch();
        try (var open = scene.source.connect()) {
            openTransaction(open);
            driver.pursue(new Wanted.Run(Phase.IncrementalSync));
            await().until(() -> scene.source.count("pg_publication WHERE pubname = '" + own(driver) + "'") == 1);
            scene.write(20);
            driver.stop(); // killed while it waits for the transaction that began before its publication
            driver.resume().pursue(new Wanted.Run(Phase.IncrementalSync));
            await().until(() ->
                    scene.source.count("pg_replication_slots WHERE slot_name = '" + own(driver) + "_at'") == 1);
            scene.write(20);
            open.createStatement().execute("INSERT INTO event VALUES ('late')");
            open.commit();
        }
        assertThat(driver.perform(Phase.IncrementalSync).epoch()).isGreaterThan(begun);
        // nothing of theirs is needed any more, and what is written now is read with our own
        scene.dropTheirs();
        scene.write(30);
        assertThat(driver.perform(Phase.FullVerification)
                        .details()
                        .verification()
                        .consistent())
                .isTrue();
        scene.assertSame();
        driver.stop();
        scene.write(10);
        driver.resume().perform(Phase.IncrementalSync);
        scene.awaitSame();
        driver.release();
        assertThat(scene.source.count("pg_replication_slots WHERE database = current_database()"))
                .isZero();
        assertThat(scene.source.count("pg_publication")).isZero();
    }

    private static void openTransaction(Connection open) throws SQLException {
        open.setAutoCommit(false);
        open.createStatement().execute("INSERT INTO event VALUES ('early')");
        open.createStatement().execute("UPDATE account SET balance = balance + 1 WHERE id = 101");
    }

    @Test
    void beginsAtTheFirstCommitOfATime() {
        scene.copyUnderSlot();
        scene.write(20);
        var time = scene.source.queryOne(
                "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
        scene.copyWhileNobodyWrites();
        scene.write(20);
        var driver = driver(new StartFrom(null, time, null, CopiedDatabase.SLOT, CopiedDatabase.PUBLICATION));
        assertThat(failed(driver)).extracting(PrecheckItem::name).containsExactly("StartWithoutKey");
        driver.resume().perform(Phase.IncrementalSync);
        scene.awaitSame();
        driver.release();
        assertThat(scene.source.count("pg_replication_slots WHERE slot_name = '" + CopiedDatabase.SLOT + "'"))
                .as("theirs stays")
                .isEqualTo(1);
    }

    @Test
    void aTimeThatIsNotProvedIsReplacedByThePosition() {
        scene.copyUnderSlot();
        var driver = driver(new StartFrom(
                null, "2026-01-01T00:00:00+01:00", null, CopiedDatabase.SLOT, CopiedDatabase.PUBLICATION));
        driver.pursue(new Wanted.Run(Phase.IncrementalSync));
        var failure = driver.awaitFailure().failure();
        assertThat(failure.code()).isEqualTo(FailureCode.StartNotProven);
        driver.plan(scene.plan(at(scene.source.queryOne(statement(failure.remedy(), "SELECT confirmed_flush_lsn")))));
        driver.resume().perform(Phase.IncrementalSync);
        scene.awaitSame();
    }

    @Test
    void beginsNow() {
        scene.copyWhileNobodyWrites();
        var driver = driver(new StartFrom(null, null, true, null, null));
        driver.performUpTo(Phase.Precheck);
        driver.perform(Phase.IncrementalSync);
        scene.write(20);
        scene.awaitSame();
    }

    @Test
    void refusesWhatCannotBeProved() {
        var position = scene.copyUnderSlot();
        refused(
                new StartFrom(position, null, null, "no_such_slot", CopiedDatabase.PUBLICATION),
                "is not on the source");
        refused(at("FFFFFFFF/0"), "ends at");
        refused(at(new Lsn(Lsn.parse(position).value() - 1).toString()), "cannot be read from");
        refused(at(position, "no_such_publication"), "no_such_publication is not on the source");
        scene.source.execute("CREATE PUBLICATION younger FOR ALL TABLES");
        refused(at(position, "younger"), "is not known to have been there");
        scene.source.execute("ALTER PUBLICATION " + CopiedDatabase.quoted() + " SET (publish = 'insert, update')");
        refused(at(position), "does not publish all");
        scene.source.execute("SELECT pg_create_logical_replication_slot('other_plugin', 'test_decoding')");
        try {
            refused(
                    new StartFrom(position, null, null, "other_plugin", CopiedDatabase.PUBLICATION),
                    "is of the plugin test_decoding");
        } finally {
            scene.source.execute("SELECT pg_drop_replication_slot('other_plugin')");
        }
    }

    /** On a server of its own, where no slot of others lags. */
    @Test
    void theRemedyLeadsToABeginning() {
        try (var server = PostgresInstance.start(17, Map.of());
                var own = new CopiedDatabase(server, PostgresServers.target())) {
            var position = own.copyUnderSlot();
            var driver = new EngineDriver(engine, own.plan(at(position, "none")));
            var remedy = failed(driver).get(0).remedy();
            own.source.execute(statement(remedy, "SELECT pg_drop_replication_slot"));
            own.source.execute(statement(remedy, "CREATE PUBLICATION"));
            assertThat(own.source.queryOne(statement(remedy, "SELECT pg_catalog.age")))
                    .isEqualTo("t");
            var slot = own.source.queryOne(statement(remedy, "SELECT slot_name"));
            own.copyWhileNobodyWrites();
            own.write(10);
            var confirmed = own.source.queryOne(
                    "SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = '" + slot + "'");
            driver.plan(own.plan(new StartFrom(confirmed, null, null, slot, "none_2")));
            driver.resume().perform(Phase.Precheck);
            driver.perform(Phase.IncrementalSync);
            own.awaitSame();
            driver.stop();
        }
    }

    /** By the precheck, and by the beginning itself where the precheck is not asked again. */
    private void refused(StartFrom from, String why) {
        var driver = driver(from);
        assertThat(failed(driver)).singleElement().satisfies(item -> {
            assertThat(item.name()).isEqualTo("StartPosition");
            assertThat(item.message()).contains(why);
        });
        driver.resume().pursue(new Wanted.Run(Phase.IncrementalSync));
        var failure = driver.awaitFailure().failure();
        assertThat(failure.code()).isEqualTo(FailureCode.StartNotProven);
        assertThat(failure.message()).contains(why);
        assertThat(scene.source.count("pg_replication_slots WHERE slot_name = '" + own(driver) + "'"))
                .as("keeps no log")
                .isZero();
        driver.resume().release();
    }

    private static List<PrecheckItem> failed(EngineDriver driver) {
        return driver.perform(Phase.Precheck).details().precheck().items().stream()
                .filter(item -> item.status() == PrecheckItemStatus.Failed)
                .toList();
    }

    private static StartFrom at(String position) {
        return at(position, CopiedDatabase.PUBLICATION);
    }

    private static StartFrom at(String position, String publication) {
        return new StartFrom(position, null, null, CopiedDatabase.SLOT, publication);
    }

    private EngineDriver driver(StartFrom from) {
        return new EngineDriver(engine, scene.plan(from));
    }

    private static String own(EngineDriver driver) {
        return CaptureName.of(driver.task().uid(), Direction.Forward);
    }
}
