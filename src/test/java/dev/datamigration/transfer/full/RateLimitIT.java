package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.transfer.run.Run;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitIT {
    @Test
    void ratesAreKeptAndMayChangeMeanwhile() {
        try (var fixture = LoadFixture.once().schema("CREATE TABLE t (id int PRIMARY KEY, v text)")) {
            fixture.source.execute("INSERT INTO t SELECT i, 'row' FROM generate_series(1, 60000) i");
            fixture.settings = new FullMigrationSettings(3, 5000, null, null);
            fixture.limits = new Limits(2000L, null, null);
            var run = fixture.nextRun();
            var slowNanos = new AtomicLong();
            var slowRows = new AtomicLong();
            var started = System.nanoTime();
            new FullMigration(run, status -> {
                        if (slowRows.get() == 0 && status.migratedRows() >= 3000) {
                            slowNanos.set(System.nanoTime() - started);
                            slowRows.set(status.migratedRows());
                            faster(fixture, run);
                        }
                    })
                    .load();
            var fastNanos = System.nanoTime() - started - slowNanos.get();

            fixture.assertEqual();
            assertThat(slowRows.get() * 1e9 / slowNanos.get()).isLessThan(2600);
            assertThat((60_000 - slowRows.get()) * 1e9 / fastNanos)
                    .as("rows per second without the limit, under which the rest would have taken half a minute")
                    .isGreaterThan(2500);
        }
    }

    private static void faster(LoadFixture fixture, Run run) {
        fixture.limits = new Limits(0L, 100_000_000L, null);
        run.update(fixture.plan());
    }
}
