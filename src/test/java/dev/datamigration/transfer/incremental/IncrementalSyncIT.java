package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IncrementalSyncIT {
    private final SyncFixture sync = new SyncFixture();

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void rowsOfATableArrive() {
        sync.both("CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text, n numeric(10,2))")
                .capture()
                .start();
        sync.source.execute(
                "INSERT INTO t (v, n) SELECT 'v' || g, g FROM generate_series(1, 1000) g",
                "UPDATE t SET v = v || 'x', n = NULL WHERE id % 3 = 0",
                "DELETE FROM t WHERE id % 5 = 0");
        sync.caughtUp().assertSame("t");
        sync.stop();
        assertThat(sync.status.inserts()).isEqualTo(1000);
        assertThat(sync.counts()).containsEntry("conflicts", 0L).containsEntry("deletes", 200L);
    }
}
