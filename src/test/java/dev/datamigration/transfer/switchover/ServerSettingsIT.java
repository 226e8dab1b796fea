package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.SwitchoverItem;
import dev.datamigration.api.SwitchoverItemStatus;
import dev.datamigration.api.SwitchoverStep;
import dev.datamigration.testing.PostgresInstance;
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
                var sql = item(scene, "PreparedTransactions").sql();
                scene.source.execute(sql.substring(0, sql.indexOf(';')));
                scene.flows.close();
                fresh.restart(Map.of());
                scene.begin();
                assertThat(failed(scene)).isEmpty();
                scene.assertSame("item");
            }
        }
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
