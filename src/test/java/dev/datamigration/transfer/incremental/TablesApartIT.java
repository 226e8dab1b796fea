package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.TableSyncSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables of which other kinds of changes are applied than of the rest. */
class TablesApartIT {
    @Test
    void eachTableGetsTheKindsOfChangesThatAreNamedForIt() {
        try (var sync = new SyncFixture()) {
            sync.both(
                    "CREATE TABLE audit (id int PRIMARY KEY, v int)",
                    "CREATE TABLE frozen (id int PRIMARY KEY, v int)",
                    "CREATE TABLE rest (id int PRIMARY KEY, v int)",
                    "CREATE TABLE parted (id int PRIMARY KEY, v int) PARTITION BY RANGE (id)",
                    "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (10)",
                    "CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (10) TO (20)",
                    "INSERT INTO audit SELECT i, 0 FROM generate_series(1, 9) i",
                    "INSERT INTO frozen SELECT i, 0 FROM generate_series(1, 9) i",
                    "INSERT INTO parted SELECT i, 0 FROM generate_series(1, 18) i");
            sync.objects = new ObjectSelection(List.of("*"), null, null, Map.of());
            sync.settings = new IncrementalSyncSettings(
                    null,
                    null,
                    null,
                    1,
                    null,
                    null,
                    null,
                    null,
                    Map.of(
                            "public.audit", new TableSyncSettings(List.of(DmlType.Insert)),
                            "public.frozen", new TableSyncSettings(List.of()),
                            "public.parted", new TableSyncSettings(List.of(DmlType.Insert, DmlType.Update)),
                            "public.parted_2", new TableSyncSettings(List.of(DmlType.Delete))),
                    null);
            sync.capture().start();
            for (var table : List.of("audit", "frozen", "rest", "parted")) {
                sync.source.execute(
                        "INSERT INTO " + table + " VALUES (0, 0), (19, 0)",
                        "UPDATE " + table + " SET v = 1 WHERE id IN (0, 1, 11, 19)",
                        "UPDATE " + table + " SET id = 9, v = 2 WHERE id = 9",
                        "DELETE FROM " + table + " WHERE id IN (2, 12)");
            }
            sync.source.execute("TRUNCATE audit, rest", "INSERT INTO rest VALUES (7, 7)");
            sync.caughtUp();
            assertThat(sync.target.query("SELECT id || ':' || v FROM audit WHERE id IN (0, 1, 2, 9, 19) ORDER BY id"))
                    .containsExactly("0:0", "1:0", "2:0", "9:0", "19:0");
            assertThat(sync.target.count("frozen WHERE v = 0")).isEqualTo(9);
            sync.assertSame("rest");
            assertThat(sync.target.query("SELECT id || ':' || v FROM parted_1 WHERE id IN (0, 1, 2, 9) ORDER BY id"))
                    .containsExactly("0:1", "1:1", "2:0", "9:2");
            assertThat(sync.target.query("SELECT id || ':' || v FROM parted_2 WHERE id IN (11, 12, 19) ORDER BY id"))
                    .containsExactly("11:0");
        }
    }
}
