package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.datamigration.api.task.Limits;
import dev.datamigration.database.log.CaptureName;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import dev.datamigration.testing.Printed;
import dev.datamigration.transfer.release.Release;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ResumedLoadIT {
    static final Limits SLOW = new Limits(1400L, null, null);

    @Test
    void stoppedInTheMiddleAndResumedWhileRowsChange() {
        try (var fixture = LoadFixture.live()
                .schema(
                        "CREATE EXTENSION citext",
                        "CREATE TABLE a (id int PRIMARY KEY, v text)",
                        "CREATE TABLE b (k citext, n int, v text, PRIMARY KEY (k, n))",
                        "CREATE TABLE c (id numeric PRIMARY KEY, v text)",
                        "CREATE TABLE d (x int, v text)")) {
            fixture.settings = LoadFixture.CUT_BY_KEY;
            fixture.source.execute(
                    "ALTER TABLE d REPLICA IDENTITY FULL",
                    "INSERT INTO a SELECT i, repeat('a', 300) FROM generate_series(1, 2000) i",
                    "INSERT INTO b SELECT md5(i::text) || E'\\\\\\t\"''', i, repeat('b', 200) FROM generate_series(1, 2000) i",
                    "INSERT INTO c SELECT i / 8.0, repeat('c', 50) FROM generate_series(1, 3500) i",
                    "INSERT INTO d SELECT i % 7, 'd' FROM generate_series(1, 1500) i");

            fixture.limits = new Limits(700L, null, null); // the table is a small one
            fixture.stopIn("a", () -> changeA(fixture, 1));
            fixture.limits = SLOW;
            changeA(fixture, 2);
            fixture.stopIn("b", () -> changeB(fixture, 1));
            changeB(fixture, 2);
            fixture.stopIn("c", () -> changeC(fixture));
            fixture.source.execute(
                    "TRUNCATE c",
                    "INSERT INTO c SELECT i / 3.0, 'after' FROM generate_series(1, 1800) i",
                    "UPDATE d SET v = 'changed' WHERE x = 3",
                    "DELETE FROM d WHERE x = 4");
            fixture.limits = Limits.DEFAULT;
            var status = fixture.load();

            assertThat(status.tablesLoaded()).isEqualTo(4);
            fixture.assertNoChunkTwice();
            fixture.synchronise();
            fixture.assertEqual();
        }
    }

    private static void changeA(LoadFixture fixture, int round) {
        fixture.source.execute(
                "UPDATE a SET v = 'updated' WHERE id % 13 = " + round,
                "DELETE FROM a WHERE id % 17 = " + round,
                "UPDATE a SET id = -id WHERE id > 0 AND id % 19 = " + round,
                "UPDATE a SET id = id + 100000 WHERE id > 0 AND id < 90000 AND id % 23 = " + round,
                "INSERT INTO a SELECT i, 'again' FROM generate_series(" + round
                        + ", 2000, 17) i ON CONFLICT DO NOTHING",
                "UPDATE a SET v = 'shorter' WHERE id = 1999");
    }

    private static void changeB(LoadFixture fixture, int round) {
        fixture.source.execute(
                "UPDATE b SET v = NULL WHERE n % 13 = " + round,
                "DELETE FROM b WHERE n % 17 = " + round,
                "UPDATE b SET k = 'zz' || k WHERE n % 19 = " + round,
                "UPDATE b SET k = upper(k) WHERE n % 29 = " + round,
                "UPDATE b SET k = E'\\u0001\\n' || k WHERE n % 23 = " + round,
                "INSERT INTO b SELECT chr(48 + i % 60) || i, i, 'new' FROM generate_series(1, 50) i"
                        + " ON CONFLICT DO NOTHING");
    }

    private static void changeC(LoadFixture fixture) {
        fixture.source.execute("UPDATE c SET v = 'before' WHERE id < 100", "DELETE FROM c WHERE id > 400");
    }

    @Test
    void withoutItsSlotTheLoadCannotGoOn() {
        try (var fixture = LoadFixture.live().schema("CREATE TABLE t (id int PRIMARY KEY)")) {
            fixture.limits = SLOW;
            fixture.source.execute("INSERT INTO t SELECT generate_series(1, 5000)");
            fixture.stopIn("t", () -> {});
            fixture.source.execute(
                    "SELECT pg_drop_replication_slot('" + CaptureName.of(fixture.taskId, Direction.Forward) + "')");

            assertThatThrownBy(fixture::load).isInstanceOfSatisfying(FailureException.class, e -> {
                assertThat(e.failure().code()).isEqualTo(FailureCode.SlotLost);
                assertThat(e.failure().remedy()).contains("End this task");
            });
        }
    }

    /** It was logged by another index for a while; the table has its usual identity again when the load goes on. */
    @Test
    @Tag("long")
    void aKeyThatTheLogDoesNotTellIsTheEndOfTheTask() {
        try (var fixture =
                LoadFixture.live().schema("CREATE TABLE t (id int PRIMARY KEY, other int NOT NULL UNIQUE)")) {
            fixture.limits = SLOW;
            fixture.source.execute("INSERT INTO t SELECT i, i FROM generate_series(1, 5000) i");
            fixture.stopIn(
                    "t",
                    () -> fixture.source.execute(
                            "ALTER TABLE t REPLICA IDENTITY USING INDEX t_other_key",
                            "DELETE FROM t WHERE id = 1",
                            "ALTER TABLE t REPLICA IDENTITY DEFAULT"));
            fixture.limits = Limits.DEFAULT;
            var failure =
                    catchThrowableOfType(FailureException.class, fixture::load).failure();
            assertThat(failure.message()).contains("does not tell the key [id]");
            fixture.source.execute(
                    Printed.statement(failure.remedy(), "ALTER TABLE").replaceFirst(" \\(or FULL.*", ""));
            assertThat(Release.of(fixture.nextRun(), Map.of(), Map.of()).complete())
                    .isTrue();
            fixture.target.execute("TRUNCATE t");
            fixture.source.execute("DELETE FROM t WHERE id = 2");
            fixture.load();
            fixture.assertEqual();
        }
    }

    @Test
    void whatWasOnlyPreparedIsMadeAnew() {
        try (var fixture = LoadFixture.live().schema("CREATE TABLE t (id int PRIMARY KEY)")) {
            fixture.source.execute("INSERT INTO t SELECT generate_series(1, 500)");
            fixture.target.execute("ALTER TABLE t ADD CONSTRAINT refuse CHECK (id > 1000)");
            assertThatThrownBy(fixture::load)
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(FailureCode.RowRefused));
            fixture.source.execute("DELETE FROM t WHERE id < 400", "CREATE TABLE late (id int PRIMARY KEY)");
            fixture.target.execute("ALTER TABLE t DROP CONSTRAINT refuse", "CREATE TABLE late (id int PRIMARY KEY)");

            assertThat(fixture.load().tablesLoaded()).isEqualTo(2);
            fixture.assertEqual();
            fixture.assertNoChunkTwice();
        }
    }
}
