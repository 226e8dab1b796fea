package dev.datamigration.transfer.verify;

import static dev.datamigration.transfer.verify.VerifiedPair.of;
import static dev.datamigration.transfer.verify.VerifiedPair.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Comparing databases at rest. */
class FullVerificationIT {
    private VerifiedPair pair;

    @BeforeEach
    void createDatabases() throws Exception {
        pair = VerifiedPair.create(PostgresServers.source(), PostgresServers.target());
    }

    @Test
    void everyResult() {
        pair.onBoth(
                "CREATE TABLE equal (id int PRIMARY KEY, v text)",
                "INSERT INTO equal SELECT g, 'v' || g FROM generate_series(1, 12345) g",
                "CREATE TABLE differs (LIKE equal INCLUDING ALL)",
                "INSERT INTO differs SELECT * FROM equal",
                "CREATE TABLE both_empty (LIKE equal INCLUDING ALL)",
                "CREATE TABLE source_empty (LIKE equal INCLUDING ALL)",
                "CREATE TABLE target_empty (LIKE equal INCLUDING ALL)",
                "CREATE TABLE far_off (LIKE equal INCLUDING ALL)");
        pair.source()
                .execute(
                        "INSERT INTO target_empty SELECT * FROM equal",
                        "UPDATE differs SET v = 'other' WHERE id IN (5, 12000)",
                        "DELETE FROM differs WHERE id = 77",
                        "INSERT INTO differs VALUES (99999, NULL)",
                        "INSERT INTO far_off SELECT * FROM equal",
                        "CREATE TABLE missing (id int)",
                        "CREATE TABLE shape (id int PRIMARY KEY, v int)");
        pair.target()
                .execute(
                        "INSERT INTO source_empty SELECT * FROM equal",
                        "INSERT INTO far_off SELECT id, 'x' FROM equal",
                        "CREATE TABLE shape (id int PRIMARY KEY, v date)");

        var status = pair.compare(1, null);

        assertThat(result(status, "equal")).isEqualTo(TableResult.Consistent);
        assertThat(of(status, "equal").consistent()).isEqualTo(12345);
        var differs = of(status, "differs");
        assertThat(differs.result()).isEqualTo(TableResult.Inconsistent);
        assertThat(differs.sourceOnly()).isEqualTo(1);
        assertThat(differs.targetOnly()).isEqualTo(1);
        assertThat(differs.mismatched()).isEqualTo(2);
        assertThat(differs.consistent()).isEqualTo(12342);
        assertThat(result(status, "both_empty")).isEqualTo(TableResult.BothEmpty);
        assertThat(result(status, "source_empty")).isEqualTo(TableResult.SourceEmpty);
        assertThat(result(status, "target_empty")).isEqualTo(TableResult.TargetEmpty);
        assertThat(result(status, "far_off")).isEqualTo(TableResult.MismatchLimitExceeded);
        assertThat(result(status, "missing")).isEqualTo(TableResult.TargetTableNotExist);
        assertThat(result(status, "shape")).isEqualTo(TableResult.SchemaMismatch);
        assertThat(of(status, "shape").message()).contains("v is integer on the source and date on the target");
        assertThat(status.percent()).isEqualTo(100);
        assertThat(status.consistent()).isFalse();
        assertThat(status.skipped()).isFalse();
        assertThat(status.tablesCompared()).isEqualTo(status.tables());
        assertThat(status.corrections()).contains("datamigration.difference");
        assertThat(status.tableResults().get(0).result()).isNotEqualTo(TableResult.Consistent);
        assertThat(pair.target().count("datamigration.difference WHERE source_table = 'far_off'"))
                .isEqualTo(1000);
    }

    @Test
    void smallTablesAreComparedTogetherAndTheOneThatDiffersIsTold() {
        pair.onBoth("""
                DO $$ BEGIN
                  FOR i IN 10 .. 49 LOOP
                    EXECUTE format('CREATE TABLE t%s (a int, b text%s)', i, CASE WHEN i < 30 THEN ', PRIMARY KEY (a)' ELSE '' END);
                    IF i < 40 THEN EXECUTE format('INSERT INTO t%s SELECT n, n FROM generate_series(1, 10) n', i); END IF;
                  END LOOP;
                END $$""");
        pair.target().execute("UPDATE t15 SET b = 'other' WHERE a = 3", "INSERT INTO t35 VALUES (1, '1')");
        var status = pair.compare(1, null);
        assertThat(status.tablesCompared()).isEqualTo(40);
        assertThat(of(status, "t15").mismatched()).isEqualTo(1);
        assertThat(of(status, "t35").targetOnly()).isEqualTo(1);
        assertThat(status.consistentRows()).isEqualTo(299);
        assertThat(pair.target()
                        .query("SELECT source_table FROM datamigration.compared_table WHERE result = 'Inconsistent'"
                                + " ORDER BY 1"))
                .containsExactly("t15", "t35");
        assertThat(pair.target()
                        .count("datamigration.compared_table WHERE result = 'BothEmpty' AND consistent = 0"
                                + " AND compared_at IS NOT NULL AND position IS NOT NULL"))
                .isEqualTo(10);
        assertThat(Integer.parseInt(
                        pair.target().queryOne("SELECT count(DISTINCT xmin::text) FROM datamigration.compared_table")))
                .isLessThan(10);
    }

    @Test
    void everyTypeIsComparedAndCorrected() {
        pair.onBoth(
                "CREATE SCHEMA \"Odd\"",
                "CREATE TYPE \"Odd\".mood AS ENUM ('sad', 'it''s \\ ok')",
                "CREATE TYPE point3 AS (x int, y text, z numeric)",
                """
                CREATE TABLE types (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, f4 real, f8 double precision,
                  n numeric, t text, c char(4), ts timestamptz, d date, i interval, j json, jb jsonb, b bytea, a text[],
                  m "Odd".mood, ma "Odd".mood[], p point3, pa point3[], u uuid, r int4range, x xml, g point, bits bit(3),
                  "we""ird" int, s text GENERATED ALWAYS AS (t || '!') STORED)""");
        var row = """
                INSERT INTO types (id, f4, f8, n, t, c, ts, d, i, j, jb, b, a, m, ma, p, pa, u, r, x, g, bits, "we""ird")
                OVERRIDING SYSTEM VALUE VALUES (%s, 0.1, 'NaN', %s, %s, 'ab', %s, '2026-01-31', '1 mon 2 days', %s,
                  '{"b": 1, "a": [1, null]}', %s, %s, %s, '{sad}', '(1,"a,b",1.50)', ARRAY['(1,"q\\"",2)'::point3],
                  '6ecd8c99-4036-403d-bf84-cf8400f67836', '[1,5)', '<a>1</a>', '(1,2)', '101', %s)""";
        var base = row.formatted(
                "%s",
                "1.0",
                "'x'",
                "'2026-03-04 05:06:07.891+02'",
                "'{\"k\":  1}'",
                "'\\x0102'",
                "'{a,NULL,\"\"}'",
                "'it''s \\ ok'",
                "7");
        pair.onBoth(base.formatted("1"), base.formatted("2"));
        var variants = new String[] {
            row.formatted("3", "1.00", "'x'", "now()", "'{}'", "NULL", "NULL", "NULL", "1"),
            row.formatted("4", "1.0", "''", "'infinity'", "'{}'", "'\\x'", "'{}'", "'sad'", "1"),
            row.formatted("5", "1.0", "NULL", "NULL", "'{}'", "'\\x00'", "'{NULL}'", "'sad'", "1"),
            row.formatted("6", "1.0", "repeat('wide', 300000)", "NULL", "'{}'", "NULL", "'{}'", "'sad'", "1"),
            row.formatted("7", "1e30", "E'tab\\t nl\\n quote'' back\\\\'", "NULL", "'1'", "NULL", "'{}'", "'sad'", "1")
        };
        pair.source().execute(variants);
        pair.target()
                .execute(
                        base.formatted("3"),
                        base.formatted("5"),
                        base.formatted("6").replace("'x'", "repeat('wide', 300000) || '.'"),
                        base.formatted("8"));

        var status = pair.compare(1, null);

        var found = of(status, "types");
        assertThat(found.result()).isEqualTo(TableResult.Inconsistent);
        assertThat(found.consistent()).isEqualTo(2);
        assertThat(found.sourceOnly()).isEqualTo(2);
        assertThat(found.mismatched()).isEqualTo(3);
        assertThat(found.targetOnly()).isEqualTo(1);
        var corrections = pair.correct();
        assertThat(corrections).anyMatch(sql -> sql.startsWith("-- the row is wider than"));
        assertThat(corrections)
                .anyMatch(sql -> sql.startsWith("DELETE FROM ONLY \"public\".\"types\" WHERE \"id\" = "));
        var again = pair.compare(2, null);
        assertThat(of(again, "types").mismatched()).isEqualTo(1);
        assertThat(of(again, "types").consistent()).isEqualTo(6);
        assertThat(pair.target().count("datamigration.compared_table WHERE run_nonce = 1"))
                .isZero();
    }

    @Test
    void withoutKeyRowsAreCountedAsMultiset() {
        pair.onBoth("CREATE TABLE log (at timestamptz, j json, n numeric, t text)");
        pair.onBoth(
                "INSERT INTO log SELECT '2026-01-01', '{\"a\": 1}', g % 10, 'common' FROM generate_series(1, 3000) g");
        pair.source()
                .execute(
                        "INSERT INTO log SELECT '2026-01-01', NULL, 1.0, 'twice' FROM generate_series(1, 2)",
                        "INSERT INTO log SELECT '2026-01-01', '{}', 1.0, 'equal' FROM generate_series(1, 2)");
        pair.target()
                .execute(
                        "INSERT INTO log VALUES ('2026-01-01', NULL, 1.0, 'twice')",
                        "INSERT INTO log SELECT '2026-01-01', '{}', 1.0, 'equal' FROM generate_series(1, 2)",
                        "INSERT INTO log SELECT '2026-01-01', '{\"a\": 1}', 5, 'common' FROM generate_series(1, 3)",
                        "INSERT INTO log VALUES ('2026-01-01', NULL, 1.00, 'scale')");

        var found = of(pair.compare(1, null), "log");

        assertThat(found.result()).isEqualTo(TableResult.Inconsistent);
        assertThat(found.sourceOnly()).isEqualTo(1);
        assertThat(found.targetOnly()).isEqualTo(4);
        assertThat(found.consistent()).isEqualTo(3003);
        pair.correct();
        assertThat(result(pair.compare(2, null), "log")).isEqualTo(TableResult.Consistent);
    }

    @Test
    void textAndCompositeKeysUnderDifferentCollations() {
        var rows = "SELECT chr(65 + g % 26 + 32 * (g % 2)) || '-é' || g, g % 7, g FROM generate_series(1, 6000) g";
        pair.source()
                .execute(
                        "CREATE TABLE texts (k text COLLATE \"C\", n int, v int, PRIMARY KEY (k, n))",
                        "INSERT INTO texts " + rows);
        pair.target()
                .execute(
                        "CREATE TABLE texts (k text COLLATE \"en-x-icu\", n int, v int, PRIMARY KEY (k, n))",
                        "INSERT INTO texts " + rows);
        pair.onBoth(
                "CREATE TABLE pairs (a int, b timestamptz, v text, PRIMARY KEY (b, a))",
                "INSERT INTO pairs SELECT g, timestamptz '2026-01-01' + g % 50 * interval '1 hour', 'v' FROM generate_series(1, 12000) g");
        assertThat(pair.compare(1, null).consistent()).isTrue();

        pair.target()
                .execute(
                        "UPDATE texts SET v = 0 WHERE v IN (17, 5017)",
                        "DELETE FROM texts WHERE v = 99",
                        "INSERT INTO texts VALUES ('zzz', 1, 1)",
                        "UPDATE pairs SET v = '' WHERE a = 11111",
                        "DELETE FROM pairs WHERE a IN (1, 12000)");
        var status = pair.compare(2, null);

        var texts = of(status, "texts");
        assertThat(texts.mismatched()).isEqualTo(2);
        assertThat(texts.sourceOnly()).isEqualTo(1);
        assertThat(texts.targetOnly()).isEqualTo(1);
        assertThat(of(status, "pairs").mismatched()).isEqualTo(1);
        assertThat(of(status, "pairs").sourceOnly()).isEqualTo(2);
        pair.correct();
        assertThat(pair.compare(3, null).consistent()).isTrue();
    }

    @Test
    void keysThatAreEqualButSpeltDifferently() {
        pair.onBoth(
                "CREATE EXTENSION citext",
                "CREATE TABLE people (email citext PRIMARY KEY, v int)",
                "INSERT INTO people SELECT 'a' || g || '@example.org', g FROM generate_series(1, 100) g",
                "CREATE TABLE amounts (n numeric PRIMARY KEY, v int)",
                "INSERT INTO amounts SELECT g, g FROM generate_series(1, 100) g");
        pair.target()
                .execute(
                        "UPDATE people SET email = 'A7@example.org' WHERE v = 7",
                        "UPDATE amounts SET n = 7.00 WHERE v = 7");

        var status = pair.compare(1, null);

        for (var table : List.of("people", "amounts")) {
            assertThat(of(status, table).mismatched()).isEqualTo(1);
            assertThat(of(status, table).sourceOnly() + of(status, table).targetOnly())
                    .isZero();
        }
        pair.correct();
        assertThat(pair.compare(2, null).consistent()).isTrue();
    }

    @Test
    void aTableThatCannotBeReadIsAnErrorOfItsOwn() {
        pair.onBoth(
                "CREATE TABLE fine (id int PRIMARY KEY)",
                "INSERT INTO fine SELECT generate_series(1, 10)",
                "CREATE TABLE forbidden (id int PRIMARY KEY)",
                "INSERT INTO forbidden SELECT generate_series(1, 10)");
        var reader = "reader_of_" + pair.source().name();
        pair.source().execute("CREATE ROLE " + reader + " LOGIN PASSWORD 'r'", "GRANT SELECT ON fine TO " + reader);
        var limited = new VerifiedPair(
                new TestDatabase(
                        pair.source().host(),
                        pair.source().port(),
                        pair.source().name(),
                        reader,
                        "r"),
                pair.target());

        var status = limited.compare(1, null);

        assertThat(result(status, "fine")).isEqualTo(TableResult.Consistent);
        assertThat(result(status, "forbidden")).isEqualTo(TableResult.Error);
        assertThat(of(status, "forbidden").message()).contains("42501").contains("Grant the privilege");
        assertThat(status.consistent()).isFalse();
        assertThat(pair.compare(1, null).consistent()).isTrue();
        pair.source().execute("DROP OWNED BY " + reader, "DROP ROLE " + reader);
    }

    @Test
    void skipLeavesItOut() {
        pair.onBoth("CREATE TABLE t (id int PRIMARY KEY)");
        var status = pair.compare(new FullVerificationSettings(true, 2, 5_000, 1_000, 1L), null);
        assertThat(status.skipped()).isTrue();
        assertThat(status.consistent()).isNull();
    }
}
