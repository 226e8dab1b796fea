package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.ddl.DroppedPartitions;
import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes of the structure under writers that never rest, with workers that are stopped or left behind in between. */
@Tag("long")
class StructureEnduranceIT {
    private static final int ROUNDS = 12;
    private static final int NIGHTS = 7;
    private static final String SHAPE = """
            SELECT attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull FROM pg_attribute
             WHERE attrelid = '%1$s'::regclass AND attnum > 0 AND NOT attisdropped
            UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
             WHERE conrelid = '%1$s'::regclass AND contype <> 'n'
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = '%1$s' ORDER BY 1
            """;

    private final SyncFixture sync = new SyncFixture();

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void everyKindWhileWorkersComeAndGo() {
        sync.both("CREATE TABLE t (id bigint PRIMARY KEY, n int NOT NULL DEFAULT 0)")
                .capture()
                .start()
                .caughtUp();
        try (var writers = new Writers(
                sync.source,
                "INSERT INTO t (id) VALUES (%1$d)",
                "UPDATE t SET n = n + 1 WHERE id %% 7 = %1$d %% 7",
                "DELETE FROM t WHERE id = %1$d - 40")) {
            for (var round = 0; round < ROUNDS; round++) {
                for (var statement : changes(round)) {
                    var seen = writers.count();
                    sync.source.execute(statement);
                    writers.awaitMoreThan(seen);
                }
                if (round % 3 == 1) {
                    sync.abandon();
                    sync.start();
                } else if (round % 3 == 2) {
                    sync.stop();
                    sync.start();
                }
            }
        }
        sync.caughtUp();
        assertSame("t");
        assertThat(sync.counts().get("conflicts")).isZero();
    }

    private static List<String> changes(int round) {
        return List.of(
                "ALTER TABLE t ADD a%d int NOT NULL DEFAULT %d".formatted(round, round),
                "ALTER TABLE t ALTER a%d SET DEFAULT %d, ALTER a%d TYPE bigint".formatted(round, round + 1, round),
                "ALTER TABLE t RENAME a%d TO b%d".formatted(round, round),
                "CREATE INDEX i%d ON t (b%d, n)".formatted(round, round),
                "ALTER TABLE t ADD CONSTRAINT c%d CHECK (b%d >= 0)".formatted(round, round),
                "BEGIN; ALTER TABLE t ADD g%d bigint GENERATED ALWAYS AS (id + %d) STORED; UPDATE t SET n = n + 1; COMMIT"
                        .formatted(round, round),
                "COMMENT ON COLUMN t.b%d IS 'round'".formatted(round),
                "ALTER TABLE t DROP CONSTRAINT c%d".formatted(round),
                "DROP INDEX i%d".formatted(round));
    }

    /** What pg_partman does each night: partitions for the days to come, made beside and attached; old ones detached and dropped. */
    @Test
    void aWeekOfNights() {
        sync.settings =
                new IncrementalSyncSettings(null, null, null, 1, null, null, DroppedPartitions.Drop, null, null, null);
        var first = LocalDate.of(2026, 3, 1);
        sync.both(
                "CREATE TABLE events (at date NOT NULL, id bigint NOT NULL, v text, PRIMARY KEY (at, id)) PARTITION BY RANGE (at)");
        IntStream.range(0, 4).forEach(day -> sync.both(partition(first.plusDays(day))));
        sync.capture("events").start().caughtUp();
        try (var writers = new Writers(
                sync.source,
                "INSERT INTO events SELECT max(d), %1$d, 'v' FROM (SELECT (regexp_match(relname, '\\d{8}$'))[1]::date AS d"
                        + " FROM pg_class WHERE relname LIKE 'events_p%%' AND relkind = 'r' AND relispartition) days",
                "UPDATE events SET v = v || 'x' WHERE id = %1$d - 3",
                "DELETE FROM events WHERE id = %1$d - 9")) {
            for (var night = 0; night < NIGHTS; night++) {
                var comes = first.plusDays(night + 4);
                var goes = name(first.plusDays(night));
                sync.source.execute(
                        "CREATE TABLE %s (LIKE events INCLUDING ALL)".formatted(name(comes)),
                        "ALTER TABLE events ATTACH PARTITION %s %s".formatted(name(comes), bounds(comes)),
                        "ALTER TABLE events DETACH PARTITION " + goes,
                        "DROP TABLE " + goes);
                if (night == 3) {
                    sync.abandon();
                    sync.start();
                }
                writers.awaitMoreThan(writers.count());
            }
        }
        sync.caughtUp();
        sync.assertSame("events");
        var partitions = "SELECT c.relname || ' ' || pg_get_expr(c.relpartbound, c.oid) FROM pg_class c"
                + " WHERE c.relname LIKE 'events_p%' AND relkind = 'r' ORDER BY 1";
        assertThat(sync.target.query(partitions)).hasSize(4).isEqualTo(sync.source.query(partitions));
        assertThat(sync.target.query("SELECT source_table FROM datamigration.loaded_table ORDER BY 1"))
                .as("those that came under way and are still there")
                .hasSize(4);
    }

    private static String name(LocalDate day) {
        return "events_p" + day.toString().replace("-", "");
    }

    private static String bounds(LocalDate day) {
        return "FOR VALUES FROM ('%s') TO ('%s')".formatted(day, day.plusDays(1));
    }

    private static String partition(LocalDate day) {
        return "CREATE TABLE %s PARTITION OF events %s".formatted(name(day), bounds(day));
    }

    private void assertSame(String table) {
        sync.assertSame(table);
        assertThat(sync.target.query(SHAPE.formatted(table))).isEqualTo(sync.source.query(SHAPE.formatted(table)));
    }

    /** Writes without pause, each statement a transaction, until it is closed. */
    private static final class Writers implements AutoCloseable {
        private final AtomicBoolean done = new AtomicBoolean();
        private final AtomicLong count = new AtomicLong();
        private final AtomicReference<Exception> error = new AtomicReference<>();
        private final Thread thread;

        Writers(TestDatabase source, String... statements) {
            this.thread = new Thread(() -> write(source, statements), "writers");
            thread.start();
        }

        private void write(TestDatabase source, String... statements) {
            try (var connection = source.connect();
                    var statement = connection.createStatement()) {
                while (!done.get()) {
                    var number = count.incrementAndGet();
                    for (var sql : statements) {
                        statement.execute(sql.formatted(number));
                    }
                }
            } catch (SQLException e) {
                error.set(e);
            }
        }

        long count() {
            return count.get();
        }

        void awaitMoreThan(long before) {
            org.awaitility.Awaitility.await().until(() -> error.get() != null || count.get() > before + 2);
            assertThat(error.get()).isNull();
        }

        @Override
        public void close() {
            done.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            assertThat(error.get()).isNull();
        }
    }
}
