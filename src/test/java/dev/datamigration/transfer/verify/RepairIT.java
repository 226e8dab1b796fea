package dev.datamigration.transfer.verify;

import static dev.datamigration.transfer.verify.VerifiedPair.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.status.RepairStatus;
import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.compare.DatabaseComparer;
import dev.datamigration.testing.compare.TableComparison;
import dev.datamigration.transfer.verify.repair.RepairSessions;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A comparison that makes the target what the source is, while writers write and the task's own apply applies. */
class RepairIT {
    private final AtomicLong nonce = new AtomicLong(1);
    private VerifiedPair pair;

    @BeforeEach
    void createDatabases() throws Exception {
        pair = VerifiedPair.create(PostgresServers.source(), PostgresServers.target());
    }

    @Test
    void everyClassInEveryKindOfTable() throws Exception {
        createTables();
        try (var apply = LiveApply.start(pair)) {
            apply.catchUp();
            damage();
            VerificationStatus status;
            try (var writer = new LiveWriter(pair.source(), 5, 2_000, 20_000)) {
                status = apply.repair(1);
                assertThat(writer.transactions()).isPositive();
            }
            assertThat(status.tableResults()).allMatch(table -> table.result() == TableResult.Consistent);
            assertThat(status.consistent()).isTrue();
            assertThat(of(status, "places").repair()).isEqualTo(new RepairStatus(2L, 2L, 1L, 0L, null));
            assertThat(of(status, "documents").repair()).isEqualTo(new RepairStatus(2L, 2L, 1L, 0L, null));
            assertThat(of(status, "computed").repair()).isEqualTo(new RepairStatus(1L, 3L, 1L, 0L, null));
            assertThat(of(status, "parts_low").repair()).isEqualTo(new RepairStatus(1L, 1L, 0L, 0L, null));
            assertThat(of(status, "visits").repair()).isEqualTo(new RepairStatus(4L, 0L, 2L, 0L, null));
            assertThat(of(status, "people").repair()).isEqualTo(new RepairStatus(0L, 2L, 0L, 0L, null));
            assertThat(of(status, "items").repair()).isEqualTo(new RepairStatus(1L, 1L, 1L, 0L, null));
            assertThat(status.repair()).isEqualTo(new RepairStatus(11L, 11L, 6L, 0L, null));
            assertThat(of(status, "items").comparedAt()).isNotNull();
            assertThat(of(status, "items").position()).contains("/");
            assertThat(status.oldestComparedAt()).isNotNull();
            apply.catchUp();
            assertEqual();
            assertThat(apply.repair(2).repair()).isNull();
        }
    }

    /** The writer changes the very rows that are wrong: what it does not heal itself is repaired. */
    @Test
    @Tag("long")
    void rowsUnderRepairAreWrittenAllTheWhile() throws Exception {
        pair.onBoth(
                "CREATE TABLE hot (id int PRIMARY KEY, n bigint, body text)",
                "ALTER TABLE hot ALTER body SET STORAGE EXTERNAL",
                "INSERT INTO hot SELECT g, 0, repeat('b', 3000) FROM generate_series(1, 300) g");
        try (var apply = LiveApply.start(pair)) {
            apply.catchUp();
            try (var writer = new HotRows(pair.source(), 100)) {
                Awaitility.await().until(() -> writer.transactions() > 50);
                // the log has no body where it did not change, so a wrong one stays until it is repaired
                pair.target()
                        .execute(
                                "UPDATE hot SET body = 'wrong' WHERE id BETWEEN 61 AND 110",
                                "DELETE FROM hot WHERE id > 250",
                                "INSERT INTO hot SELECT g, -1, 'extra' FROM generate_series(1001, 1100) g");
                var status = apply.repair(1);
                System.out.printf(
                        "%s after %d transactions on the rows under repair%n",
                        of(status, "hot").repair(), writer.transactions());
                assertThat(of(status, "hot").repair().repaired()).isGreaterThanOrEqualTo(60);
            }
            Awaitility.await().until(() -> apply.repair(nonce.incrementAndGet()).consistent());
            apply.catchUp();
            assertEqual();
        }
    }

    @Test
    void moreThanMayBeWrittenIsNotWrittenAtAll() throws Exception {
        pair.onBoth(
                "CREATE TABLE a (id int PRIMARY KEY)",
                "CREATE TABLE b (id int PRIMARY KEY)",
                "INSERT INTO a SELECT generate_series(1, 3000)",
                "INSERT INTO b SELECT generate_series(1, 3000)");
        try (var apply = LiveApply.start(pair)) {
            apply.catchUp();
            pair.target().execute("DELETE FROM a WHERE id <= 3", "DELETE FROM b WHERE id <= 3");
            var refused = apply.compare(LiveApply.settings(1, 5));
            assertThat(refused.consistent()).isFalse();
            assertThat(refused.repair().repaired()).isZero();
            assertThat(refused.repair().left()).isEqualTo(6);
            assertThat(refused.repair().message()).contains("maxRows (5)").contains("none was written");
            assertThat(pair.target().count("a")).isEqualTo(2997);
            // far more than that: the comparison of the table ends early
            pair.target().execute("TRUNCATE b");
            var far = apply.compare(LiveApply.settings(2, 500));
            assertThat(of(far, "b").result()).isEqualTo(TableResult.TargetEmpty);
            assertThat(far.repair().repaired()).isZero();
            assertThat(apply.compare(LiveApply.settings(3, 3_003)).repair())
                    .isEqualTo(new RepairStatus(3_003L, 0L, 0L, 0L, null));
            assertEqual();
        }
    }

    @Test
    void whoWasSupersededRepairsNothing() throws Exception {
        pair.onBoth("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t SELECT generate_series(1, 10)");
        pair.target().execute("DELETE FROM t WHERE id = 1");
        var run = pair.run(LiveApply.settings(1, 10));
        try (var transaction = RepairSessions.open(run);
                var newer = pair.target().connect()) {
            Fence.claim(newer, VerifiedPair.TASK, 2);
            assertThatThrownBy(() -> transaction.run(connection -> {
                        throw new AssertionError("it must not come to that");
                    }))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(FailureCode.Superseded));
        } finally {
            run.scope().cancel();
        }
        assertThat(pair.target().count("t")).isEqualTo(9);
    }

    /** Cut off after the first of its transactions, while others wait for a lock, and taken up by the next worker. */
    @Test
    void anInterruptedRepairGoesOn() throws Exception {
        pair.onBoth(
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "INSERT INTO t SELECT g, 'v' FROM generate_series(1, 2000) g");
        try (var apply = LiveApply.start(pair);
                var holder = pair.target().connect()) {
            apply.catchUp();
            pair.target().execute("UPDATE t SET v = 'w' WHERE id > 400", "DELETE FROM t WHERE id <= 400");
            holder.setAutoCommit(false);
            holder.createStatement().execute("SELECT FROM t WHERE id > 1000 FOR UPDATE");
            var repairing = CompletableFuture.supplyAsync(() -> apply.repair(1));
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> pair.target()
                            .queryOne("SELECT count(*) > 0 FROM datamigration.difference WHERE repaired_at IS NOT NULL")
                            .equals("t"));
            apply.cut();
            assertThatThrownBy(repairing::join).hasCauseInstanceOf(CancellationException.class);
            assertThat(pair.target().count("t WHERE v = 'v'")).isBetween(1L, 1_000L);
        }
        // the slot is gone with the fixture: without an apply there is nothing to wait for
        var status = pair.compare(LiveApply.settings(1, 10_000), null);
        assertThat(status.consistent()).isTrue();
        assertThat(status.repair()).isEqualTo(new RepairStatus(400L, 1_600L, 0L, 0L, null));
        assertEqual();
    }

    @Test
    void whatTheTargetRefusesIsLeftAndTold() throws Exception {
        pair.onBoth(
                "CREATE TABLE t (id int PRIMARY KEY, v int)",
                "INSERT INTO t SELECT g, g FROM generate_series(1, 100) g");
        pair.target()
                .execute(
                        "UPDATE t SET v = v + 1000 WHERE id <= 10",
                        "ALTER TABLE t ADD CONSTRAINT not_seven CHECK (v <> 7) NOT VALID");
        var status = pair.compare(LiveApply.settings(1, 10_000), null);
        assertThat(status.consistent()).isFalse();
        assertThat(of(status, "t").mismatched()).isEqualTo(1);
        assertThat(of(status, "t").repair().updated()).isEqualTo(9);
        assertThat(of(status, "t").repair().left()).isEqualTo(1);
        assertThat(of(status, "t").repair().message()).contains("23514").contains("not_seven");
    }

    private void createTables() {
        pair.onBoth(
                "CREATE TABLE items (id bigint PRIMARY KEY, v int, at timestamptz)",
                "CREATE TABLE names (k text PRIMARY KEY, v int)",
                "CREATE TABLE log (n int, t text)",
                "CREATE INDEX ON log (n)",
                "ALTER TABLE log REPLICA IDENTITY FULL",
                "CREATE TABLE places (country text, code int, name text, note text, PRIMARY KEY (country, code))",
                "CREATE TABLE documents (id uuid PRIMARY KEY, body text)",
                "ALTER TABLE documents ALTER body SET STORAGE EXTERNAL",
                "CREATE TABLE computed (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v numeric,"
                        + " twice numeric GENERATED ALWAYS AS (v * 2) STORED, tags text[], flags bytea)",
                "CREATE TABLE parts (id int PRIMARY KEY, v text) PARTITION BY RANGE (id)",
                "CREATE TABLE parts_low PARTITION OF parts FOR VALUES FROM (0) TO (1000)",
                "CREATE TABLE parts_high PARTITION OF parts FOR VALUES FROM (1000) TO (2000)",
                "CREATE TABLE visits (at date, page text, ms int)",
                "ALTER TABLE visits REPLICA IDENTITY FULL",
                "CREATE TABLE people (id int PRIMARY KEY, email text UNIQUE)",
                "INSERT INTO items SELECT g, 0, '2020-01-01' FROM generate_series(1, 2010) g",
                "INSERT INTO names SELECT 'k' || g, 0 FROM generate_series(1, 1000) g",
                "INSERT INTO log SELECT g % 500, 'same' FROM generate_series(1, 2000) g",
                "INSERT INTO places SELECT c, n, 'n' || n, CASE n % 2 WHEN 0 THEN 'x' END"
                        + " FROM unnest(ARRAY['at', 'de', 'Ä''\\']) c, generate_series(1, 400) n",
                "INSERT INTO documents SELECT md5(g::text)::uuid, repeat(md5(g::text), 10000) FROM generate_series(1, 20) g",
                // wider than correction SQL is written for
                "INSERT INTO documents VALUES (md5('wide')::uuid, repeat('w', 1100000))",
                "INSERT INTO computed (v, tags, flags) SELECT g / 8.0, ARRAY['a,b', NULL, '\"'], '\\x00ff'"
                        + " FROM generate_series(1, 500) g",
                "INSERT INTO parts SELECT g, 'p' || g FROM generate_series(1, 1500) g",
                "INSERT INTO visits SELECT '2020-01-01'::date + g % 7, 'p' || g % 3, NULL FROM generate_series(1, 210) g",
                "INSERT INTO people SELECT g, 'mail' || g FROM generate_series(1, 50) g");
    }

    /** What nobody else writes: so each of the differences stays. */
    private void damage() {
        pair.target()
                .execute(
                        "SET session_replication_role = replica",
                        "DELETE FROM items WHERE id = 2009",
                        "UPDATE items SET v = NULL WHERE id = 2008",
                        "INSERT INTO items VALUES (500000, 1, NULL)",
                        "DELETE FROM places WHERE code = 7 AND country <> 'de'",
                        "UPDATE places SET note = 'y' WHERE country = 'de' AND code IN (2, 3)",
                        "INSERT INTO places VALUES ('fr', 1, NULL, NULL)",
                        "DELETE FROM documents WHERE id IN (md5('1')::uuid, md5('wide')::uuid)",
                        "UPDATE documents SET body = body || '.' WHERE id = md5('2')::uuid",
                        "UPDATE documents SET body = NULL WHERE id = md5('3')::uuid",
                        "INSERT INTO documents VALUES (md5('x')::uuid, repeat('x', 1500000))",
                        "DELETE FROM computed WHERE id = 1",
                        "UPDATE computed SET v = v + 1 WHERE id = 2",
                        "UPDATE computed SET tags = ARRAY['a,b', NULL, ''] WHERE id = 3",
                        "UPDATE computed SET flags = NULL WHERE id = 4",
                        "INSERT INTO computed (id, v) OVERRIDING SYSTEM VALUE VALUES (9999, 1)",
                        "DELETE FROM parts WHERE id = 5",
                        "UPDATE parts SET v = 'wrong' WHERE id = 6",
                        "DELETE FROM visits WHERE ctid IN (SELECT ctid FROM visits WHERE page = 'p1' LIMIT 3)",
                        "UPDATE visits SET ms = 1 WHERE ctid = (SELECT min(ctid) FROM visits WHERE page = 'p2')",
                        "INSERT INTO visits VALUES ('2021-01-01', NULL, NULL)",
                        "UPDATE people SET email = 'none' WHERE id = 1",
                        "UPDATE people SET email = 'mail1' WHERE id = 2",
                        "UPDATE people SET email = 'mail2' WHERE id = 1");
    }

    private void assertEqual() {
        assertThat(DatabaseComparer.compare(pair.source(), pair.target()).stream()
                        .filter(table -> table.table().schema().equals("public")))
                .isNotEmpty()
                .allMatch(TableComparison::same);
    }
}
