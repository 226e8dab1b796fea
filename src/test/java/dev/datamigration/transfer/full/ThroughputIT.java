package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.FullMigrationSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast rows of about 150 bytes go through; run alone, with {@code -Dit.test=ThroughputIT -Dexcluded.tests=none}. */
@Tag("long")
class ThroughputIT {
    private static final int ROWS = 2_000_000;

    @Test
    void measured() {
        measure("full load", "id bigint PRIMARY KEY");
    }

    @Test
    void withoutAKey() {
        measure("full load without a key", "id bigint");
    }

    private static void measure(String what, String id) {
        try (var fixture = LoadFixture.live()
                .schema("CREATE TABLE t (" + id + ", at timestamptz, n numeric(12,2), k int, v text)")) {
            fixture.target.execute("ALTER TABLE t DROP CONSTRAINT IF EXISTS t_pkey");
            fixture.source.execute(
                    "INSERT INTO t SELECT i, now(), i / 100.0, i % 1000, repeat(md5(i::text), 3) FROM generate_series(1, "
                            + ROWS + ") i",
                    "CHECKPOINT");
            fixture.settings = FullMigrationSettings.DEFAULT;
            var started = System.nanoTime();
            var status = fixture.load();
            var seconds = (System.nanoTime() - started) / 1e9;

            assertThat(fixture.target.count("t")).isEqualTo(ROWS);
            System.out.printf(
                    "MEASURED %s: %.0f rows/s, %.1f MB/s, %d chunks, %.1f s%n",
                    what, ROWS / seconds, status.migratedBytes() / seconds / 1e6, status.chunks(), seconds);
        }
    }
}
