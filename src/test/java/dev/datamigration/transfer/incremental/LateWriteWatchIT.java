package dev.datamigration.transfer.incremental;

import static dev.datamigration.plan.Direction.Forward;
import static dev.datamigration.plan.Direction.Reverse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.checkpoint.StrandedRows;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.failure.AcceptanceWord;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.incremental.apply.LateChanges;
import dev.datamigration.transfer.incremental.stream.Capture;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes that come after they should have ended are counted and kept, each once, and the way back begins after them. */
class LateWriteWatchIT {
    private final TwoWayFixture sync = new TwoWayFixture();

    @AfterEach
    void close() {
        sync.close();
    }

    private TwoWayFixture tables() {
        return sync.both(
                        "CREATE TABLE t (id int PRIMARY KEY, v text)",
                        "CREATE TABLE nokey (v int)",
                        "ALTER TABLE nokey REPLICA IDENTITY FULL")
                .capture("t", "nokey")
                .start(Forward);
    }

    @Test
    void writesAfterTheMarkerAreAppliedCountedAndKept() {
        sync.settings = new IncrementalSyncSettings(null, 500, 1L << 18, 1, null);
        tables();
        sync.source.execute("INSERT INTO t SELECT g, 'in time' FROM generate_series(1, 100) g");
        var marker = sync.sync(Forward).markStop(1);
        assertThat(sync.sync(Forward).awaitApplied(marker, Duration.ofSeconds(90)))
                .isTrue();
        sync.source.execute("INSERT INTO t VALUES (101, 'late \"1\"')", "UPDATE t SET v = NULL WHERE id = 101");
        sync.caughtUp(Forward).kill().worker().start(Forward);
        // a retry writes a mark of its own, but what came after the first stays late; a large transaction comes in
        // parts
        sync.sync(Forward).markStop(1);
        sync.source.execute(
                "BEGIN; INSERT INTO t SELECT g, 'late' FROM generate_series(201, 12200) g; TRUNCATE nokey; COMMIT",
                "DELETE FROM t WHERE id = 101");
        sync.caughtUp(Forward).assertSame("t");
        assertThat(LateWriteWatch.counted(sync.run(Forward)))
                .extracting(
                        LateWrites::round,
                        LateWrites::side,
                        LateWrites::table,
                        LateWrites::carried,
                        LateWrites::stranded)
                .containsExactly(
                        tuple(1, Side.Source, "public.nokey", 1L, 0L), tuple(1, Side.Source, "public.t", 12_003L, 0L));
        assertThat(sync.target.query(
                        "SELECT operation || ' ' || content FROM datamigration.late_row ORDER BY number LIMIT 2"))
                .containsExactly(
                        "Insert {\"id\":\"101\",\"v\":\"late \\\"1\\\"\"}", "Update {\"id\":\"101\",\"v\":null}");
        assertThat(sync.target.count("datamigration.late_row")).isEqualTo(LateChanges.KEPT_ROWS);
        sync.sync(Forward).unmarkStop();
        sync.source.execute("INSERT INTO t VALUES (102, 'welcome again')");
        sync.caughtUp(Forward);
        assertThat(carried()).isEqualTo(12_004);
    }

    private long carried() {
        return LateWriteWatch.counted(sync.run(Forward)).stream()
                .mapToLong(LateWrites::carried)
                .sum();
    }

    @Test
    void writesAfterTheEndAreKeptOnceAndNeverApplied() {
        tables();
        Capture.begin(sync.run(Reverse));
        sync.finish(Forward).watch(Forward, 1).start(Reverse);
        sync.source.execute("INSERT INTO nokey VALUES (7)", "INSERT INTO t VALUES (1, 'stranded')");
        sync.target.execute("INSERT INTO t VALUES (2, 'of the application')");
        awaitStranded(2);
        sync.caughtUp(Reverse);
        for (var worker = 0; worker < 3; worker++) {
            var inFlight = 10 + worker;
            sync.source.execute("INSERT INTO nokey SELECT " + inFlight + " FROM generate_series(1, 50)");
            if (worker == 1) {
                awaitStranded(52 + 50);
            }
            sync.kill().worker().watch(Forward, 1).start(Reverse);
        }
        awaitStranded(152);
        assertThat(sync.lateWrites)
                .extracting(LateWrites::table, LateWrites::carried, LateWrites::stranded)
                .containsExactly(tuple("public.nokey", 0L, 151L), tuple("public.t", 0L, 1L));
        assertThat(sync.target.query("SELECT v FROM t")).containsExactly("of the application");
        assertThat(sync.target.count("nokey")).isZero();
        assertThat(sync.source.count("t")).isEqualTo(2);
        confirmedAsSaved();
        keptUntilSomebodyDropsThem();
    }

    /** As the printed SQL reads and drops them; a release that is repeated finds them again. */
    private void keptUntilSomebodyDropsThem() {
        sync.acceptStranded =
                AcceptanceWord.of(List.of(new LateWrites(1, Side.Source, "public.t", 0L, 1L, null, null)));
        var kept = sync.releaseKeeping();
        assertThat(sync.releaseKeeping()).isEqualTo(kept).hasSize(1);
        var told = Pattern.compile("On the target database .*, 152 rows .* To read: (.*;) When dealt with, drop: (.*;)")
                .matcher(kept.get(0));
        assertThat(told.matches()).as("%s", kept).isTrue();
        assertThat(sync.target.query(told.group(1))).hasSize(152);
        assertThat(sync.target.query("SELECT tablename FROM pg_tables WHERE schemaname = 'datamigration'"))
                .as("no checkpoints are left beside them")
                .singleElement(STRING)
                .startsWith("stranded_");
        sync.target.execute(told.group(2));
        assertThat(sync.releaseKeeping()).isEmpty();
    }

    private void awaitStranded(long count) {
        await().untilAsserted(() -> assertThat(
                        sync.lateWrites.stream().mapToLong(LateWrites::stranded).sum())
                .isEqualTo(count));
    }

    /** The slot is told of no position that is not saved, and of a saved one soon. */
    private void confirmedAsSaved() {
        await().untilAsserted(() -> {
            var end = Lsn.parse(
                    sync.source.queryOne("SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = '"
                            + sync.run(Forward).capture().name() + "'"));
            var saved = Lsn.parse(sync.target.queryOne(
                    "SELECT position FROM datamigration.applied WHERE direction = 'watch-forward'"));
            var last = Lsn.parse(sync.source.queryOne("SELECT pg_current_wal_lsn()"));
            assertThat(end.compareTo(saved)).isNotPositive();
            assertThat(last.value() - end.value()).isLessThan(100_000);
        });
    }

    @Test
    void theWayBackBeginsWhereTheWatchHasEnded() {
        tables();
        Capture.begin(sync.run(Reverse));
        sync.sync(Forward).markStop(1);
        sync.finish(Forward).watch(Forward, 1).start(Reverse);
        sync.source.execute("INSERT INTO nokey VALUES (1)");
        awaitStranded(1);
        sync.finishWatch();
        // written between the watch's end and the capture that takes over: must be neither lost nor called late
        sync.source.execute("INSERT INTO nokey VALUES (2)");
        Capture.begin(sync.run(Forward));
        assertThat(Capture.begin(sync.run(Forward))).isEqualTo(Capture.begin(sync.run(Forward)));
        sync.finish(Reverse).watch(Reverse, 2).start(Forward);
        sync.source.execute("INSERT INTO nokey VALUES (3)");
        sync.target.execute("INSERT INTO t VALUES (4, 'stranded on the target')");
        sync.caughtUp(Forward);
        awaitStranded(2);
        assertThat(sync.lateWrites)
                .as("those of both rounds, though each side keeps those of the other")
                .extracting(LateWrites::round, LateWrites::side, LateWrites::table)
                .containsExactly(tuple(1, Side.Source, "public.nokey"), tuple(2, Side.Target, "public.t"));
        assertThat(sync.target.query("SELECT v FROM nokey ORDER BY 1")).containsExactly("2", "3");
        assertThat(carried()).as("the marker of the first round counts no more").isZero();
        sync.acceptStranded = AcceptanceWord.of(sync.lateWrites);
        assertThat(sync.releaseKeeping()).as("both sides were acknowledged").isEmpty();
        assertThat(sync.target.count("pg_namespace WHERE nspname = 'datamigration'"))
                .isZero();
    }

    @Test
    void whatIsWatchedIsNotAppliedBeforeItIsCaptured() {
        tables();
        Capture.begin(sync.run(Reverse));
        sync.finish(Forward).watch(Forward, 1);
        sync.source.execute("INSERT INTO nokey VALUES (1)");
        awaitStranded(1);
        sync.finishWatch();
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> new IncrementalSync(sync.run(Forward), status -> {}).synchronise())
                .withMessageContaining("watched for late writes");
        assertThat(sync.target.count("nokey")).isZero();
        sync.target.execute(CheckpointSchema.removal(sync.taskId));
        assertThat(sync.target.query(StrandedRows.reading(sync.taskId)))
                .as("kept also by the SQL that forgets the task by hand")
                .hasSize(1);
    }
}
