package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.switchover.ForwardSwitchoverSettings;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.Printed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Items of the precheck that take a restart of the server to mend, so that they need servers of their own. */
@Tag("long")
class ServerSettingsIT {
    @Test
    void theNewSidesServerMustBeAbleToCaptureAndTheOldOneMustHaveNothingPrepared() {
        try (var old = PostgresInstance.start(17, Map.of("max_prepared_transactions", "5"));
                var fresh = PostgresInstance.start(
                        18, Map.of("wal_level", "replica", "max_replication_slots", "0", "max_wal_senders", "0"))) {
            try (var scene = new SwitchoverScene(
                    old.createDatabase("switch"),
                    fresh.createDatabase("switch"),
                    "CREATE TABLE item (id serial PRIMARY KEY, name text)",
                    "INSERT INTO item (name) VALUES ('x')")) {
                scene.migrate();
                scene.source.execute(
                        "BEGIN; INSERT INTO item (name) VALUES ('prepared'); PREPARE TRANSACTION 'it''s mine'");
                await().until(() -> failed(scene).contains("PreparedTransactions"));
                assertThat(failed(scene)).contains("WalLevel", "ReplicationSlot", "WalSender");
                raised(scene, "ReplicationSlot", "3");
                raised(scene, "WalSender", "4");
                var sql = item(scene, "PreparedTransactions").sql();
                scene.source.execute(sql.substring(0, sql.indexOf(';')));
                scene.flows.close();
                fresh.restart(
                        Map.of("max_prepared_transactions", "5", "max_replication_slots", "3", "max_wal_senders", "4"));
                scene.begin();
                assertThat(failed(scene)).isEmpty();
                slotsThatNobodyNeedsAreDropped(scene);
                whatIsPreparedInAnotherDatabaseIsRolledBackThere(scene, fresh);
                scene.assertSame("item");
            }
        }
    }

    /** The person says how many. */
    private static void raised(SwitchoverScene scene, String item, String number) {
        var sql = item(scene, item).sql();
        scene.target.execute(Printed.filled(Printed.statement(sql, "ALTER SYSTEM"), number));
        assertThat(scene.target.query("SELECT name FROM pg_file_settings WHERE setting = '" + number + "'"))
                .as("what the next start takes")
                .contains(sql.contains("slots") ? "max_replication_slots" : "max_wal_senders");
        if (sql.startsWith("SELECT")) {
            assertThat(scene.target.query(Printed.statement(sql, "SELECT"))).isEmpty();
        }
    }

    /** The person says which. */
    private static void slotsThatNobodyNeedsAreDropped(SwitchoverScene scene) {
        scene.target.execute("SELECT pg_create_physical_replication_slot('unused_' || i) FROM generate_series(1, 3) i");
        var item = item(scene, "ReplicationSlot");
        assertThat(item.status()).isEqualTo(SwitchoverItemStatus.Failed);
        scene.target.query(Printed.filled(Printed.statement(item.message(), "SELECT pg_drop"), "unused_2"));
        assertThat(failed(scene)).isEmpty();
    }

    private static void whatIsPreparedInAnotherDatabaseIsRolledBackThere(
            SwitchoverScene scene, PostgresInstance server) {
        var elsewhere = server.createDatabase("elsewhere");
        elsewhere.execute(
                "CREATE TABLE t (n int)", "BEGIN; INSERT INTO t VALUES (1); PREPARE TRANSACTION 'it''s here'");
        scene.update(new ForwardSwitchoverSettings(true, null, null, null, null, null, null, 10, 1, 10, null, null));
        await().until(() -> failed(scene).contains("CaptureUnhindered"));
        var sql = item(scene, "CaptureUnhindered").sql();
        assertThat(sql).contains("-- connected to the database " + elsewhere.name());
        elsewhere.execute(sql);
        assertThat(failed(scene)).isEmpty();
    }

    private static SwitchoverItem item(SwitchoverScene scene, String name) {
        return scene.perform(1, SwitchoverStep.SwitchoverPrecheck).items().stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> failed(SwitchoverScene scene) {
        return scene.perform(1, SwitchoverStep.SwitchoverPrecheck).items().stream()
                .filter(item -> item.status() == SwitchoverItemStatus.Failed)
                .map(SwitchoverItem::name)
                .toList();
    }
}
