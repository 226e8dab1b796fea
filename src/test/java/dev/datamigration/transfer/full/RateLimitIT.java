package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.status.RetainedLogStatus;
import dev.datamigration.api.status.SlowdownReason;
import dev.datamigration.api.status.SpeedStatus;
import dev.datamigration.api.task.AdaptiveLimits;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.run.Run;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitIT {
    /** Gives way to nobody, however busy this machine is. */
    private static final AdaptiveLimits NEVER = new AdaptiveLimits(false, null, null, null, null, null);

    private static final SpeedStatus GONE = new SpeedStatus(null, null, null, null, null, null);

    @Test
    void ratesAreKeptAndMayChangeMeanwhile() {
        try (var fixture = LoadFixture.once().schema("CREATE TABLE t (id int PRIMARY KEY, v text)")) {
            fixture.source.execute("INSERT INTO t SELECT i, 'row' FROM generate_series(1, 60000) i");
            fixture.settings = new FullMigrationSettings(3, 5000, null, null);
            fixture.limits = new Limits(2000L, null, null, NEVER);
            var run = fixture.nextRun();
            var slowNanos = new AtomicLong();
            var slowRows = new AtomicLong();
            var started = System.nanoTime();
            new FullMigration(run, status -> {
                        if (slowRows.get() == 0 && status.migratedRows() >= 2000) {
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

    @Test
    void itGivesWayToSessionsOfOthersAndSaysSo() throws Exception {
        try (var fixture = LoadFixture.live().schema("CREATE TABLE t (id int PRIMARY KEY, v text)")) {
            fixture.source.execute("INSERT INTO t SELECT i, 'row' FROM generate_series(1, 20000) i");
            fixture.settings = new FullMigrationSettings(3, 5000, null, null);
            fixture.limits = new Limits(100L, null, null, new AdaptiveLimits(null, null, null, null, 1, null));
            var run = fixture.nextRun();
            var told = new ConcurrentLinkedQueue<SpeedStatus>();
            var logs = new ConcurrentLinkedQueue<RetainedLogStatus>();
            run.speed().listen(status -> told.add(status == null ? GONE : status), logs::add);
            try (var holder = fixture.source.connect();
                    var statement = holder.createStatement()) {
                statement.execute("SELECT pg_advisory_lock(15)");
                IntStream.range(0, 3).forEach(number -> waitForLock(fixture.source));
                await().until(() -> fixture.source.count("pg_stat_activity WHERE wait_event = 'advisory'") == 3);
                var load = CompletableFuture.runAsync(() -> new FullMigration(run, status -> {}).load());
                await().until(() -> run.speed().share() <= 0.5);
                assertThat(told).anySatisfy(slower -> {
                    assertThat(slower.limitedBy()).isEqualTo(SlowdownReason.ActiveSessions);
                    assertThat(slower.message())
                            .contains("sessions of others were active on the source, the bound is 1");
                });
                var least = run.speed().share();
                statement.execute("SELECT pg_advisory_unlock(15)");
                await().until(() -> run.speed().share() > least);
                faster(fixture, run);
                load.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
            fixture.assertEqual();
            assertThat(told.peek().percent()).isEqualTo(100);
            assertThat(told).last().isSameAs(GONE);
            assertThat(logs).isNotEmpty();
            await().until(() -> fixture.source.count("pg_stat_activity WHERE application_name LIKE '%:speed'") == 0);
        }
    }

    private static void waitForLock(TestDatabase source) {
        new Thread(() -> source.execute("SELECT pg_advisory_lock_shared(15)")).start();
    }

    private static void faster(LoadFixture fixture, Run run) {
        fixture.limits = new Limits(0L, 100_000_000L, null, NEVER);
        run.update(fixture.plan());
    }
}
