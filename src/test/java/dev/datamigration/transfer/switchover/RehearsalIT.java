package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import org.junit.jupiter.api.Test;

/** A rehearsal measures and changes nothing. */
class RehearsalIT {
    @Test
    void itMeasuresAndListsAndLeavesNothing() {
        try (var scene = new SwitchoverScene(
                        "CREATE TABLE item (id serial PRIMARY KEY, name text)",
                        "CREATE MATERIALIZED VIEW names AS SELECT count(*) FROM item",
                        "INSERT INTO item (name) SELECT 'i' || i FROM generate_series(1, 30) i")
                .migrate()) {
            var before = state(scene);
            var found = scene.work().rehearse(1, 7);
            assertThat(found.nonce()).isEqualTo(7);
            assertThat(found.passed()).as(found.items().toString()).isTrue();
            assertThat(found.expectedDowntimeMillis()).isPositive();
            assertThat(found.message()).contains("two markers of");
            assertThat(found.items())
                    .extracting(SwitchoverItem::name)
                    .contains("Latency", "Capture", "WriteAccess", "Sequence public.item_id_seq");
            assertThat(found.items())
                    .filteredOn(item -> item.name().equals("Materialised view public.names"))
                    .singleElement()
                    .satisfies(item -> assertThat(item.sql()).startsWith("REFRESH"));
            assertThat(state(scene)).isEqualTo(before);

            scene.target.execute("ALTER TABLE item REPLICA IDENTITY NOTHING");
            found = scene.work().rehearse(1, 8);
            assertThat(found.passed()).isFalse();
            assertThat(found.items().get(0).status()).isEqualTo(SwitchoverItemStatus.Failed);
        }
    }

    private static String state(SwitchoverScene scene) {
        return scene.slots(Side.Source)
                + scene.slots(Side.Target).toString()
                + scene.target.query("SELECT pubname FROM pg_publication")
                + scene.target.query("SELECT last_value FROM item_id_seq")
                + scene.source.query("SELECT nspname FROM pg_namespace ORDER BY 1")
                + scene.source.query("SELECT xmin::text || ctid FROM item ORDER BY 1");
    }
}
