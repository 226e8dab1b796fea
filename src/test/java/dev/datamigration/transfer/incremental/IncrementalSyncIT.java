package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.postgres.position.Lsn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything that can be done to rows arrives as it was done. */
class IncrementalSyncIT {
    private static final String TYPES = """
            CREATE TABLE types (
              id bigint PRIMARY KEY, b boolean, i2 smallint, i4 integer, f4 real, f8 double precision, n numeric,
              n2 numeric(12,4), m money, c "char", bp char(7), vc varchar(9), t text, ba bytea, d date, tm time(3),
              ttz timetz, ts timestamp(3), tstz timestamptz, iv interval, u uuid, j json, jb jsonb, x xml, ip inet,
              ci cidr, mac macaddr, bt bit(5), vb varbit(9), p point, poly polygon, r int4range, tr tstzrange,
              ia integer[], ta text[][], o oid, lsn pg_lsn, tv tsvector, mood mood, moods mood[], comp comp,
              comps comp[], dom dom, gen integer GENERATED ALWAYS AS (i4 * 2) STORED)
            """;

    private static final String VALUES = """
            %s, true, -7, -1073741824, 1.1e-30, 'NaN', 12345678901234567890.123456789, 1.5, '-1234.56', 'q',
            'ab', 'it''s "q"', E'tab\\t back\\\\slash, {brace}, ü', '\\x00ff5c', '0044-03-15 BC', '12:34:56.789',
            '23:59:59.999+05:30', 'infinity', '2026-11-22 12:00:00.123456+01', '-1 mon +3 days -04:05:06.7',
            'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a" :  1}', '{"b": [1, null, "x"]}', '<a>1</a>', '10.0.0.1/8',
            '192.168.0.0/16', '08:00:2b:01:02:03', B'10101', B'111', '(1,-2)', '((0,0),(1,1),(1,0))', '[1,5)',
            '[2026-01-01 00:00+00,)', '{1,NULL,3}', '{{"a","b,c"},{"","NULL"}}', 42, '16/B374D848',
            'fat:1 cat:2', 'so so', '{sad,"so so"}', '(1,"a b")', ARRAY[ROW(2,'x')::comp], 7
            """;

    private final SyncFixture sync = new SyncFixture();

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void everyTypeArrivesAsItIs() {
        sync.both(
                        "CREATE TYPE mood AS ENUM ('sad', 'so so', 'happy')",
                        "CREATE TYPE comp AS (a int, b text)",
                        "CREATE DOMAIN dom AS int CHECK (VALUE > 0)",
                        TYPES)
                .capture()
                .start();
        sync.source.execute(
                "INSERT INTO types VALUES (" + VALUES.formatted("1") + ")",
                "INSERT INTO types (id) VALUES (2)",
                "INSERT INTO types VALUES (" + VALUES.formatted("3") + ")",
                "INSERT INTO types SELECT " + VALUES.formatted("g") + " FROM generate_series(5, 199) g",
                "UPDATE types SET f8 = '-Infinity', bp = '', t = NULL, moods = '{}', comp = ROW(NULL, '') WHERE id = 1",
                "UPDATE types SET id = 4, i4 = 5 WHERE id = 3");
        sync.caughtUp().assertSame("types");
        assertThat(sync.target.count("types")).isEqualTo(198);
    }

    @Test
    void toastedValuesThatDidNotChangeStay() {
        sync.both(
                        "CREATE TABLE wide (id int PRIMARY KEY, a text, b text, n int)",
                        "ALTER TABLE wide ALTER a SET STORAGE EXTERNAL, ALTER b SET STORAGE EXTERNAL",
                        "CREATE TABLE wide_identity (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text, n int UNIQUE)",
                        "ALTER TABLE wide_identity ALTER a SET STORAGE EXTERNAL",
                        "CREATE TABLE wide_full (id int, a text, n int)",
                        "ALTER TABLE wide_full REPLICA IDENTITY FULL",
                        "ALTER TABLE wide_full ALTER a SET STORAGE EXTERNAL")
                .both(
                        "INSERT INTO wide SELECT g, repeat('a' || g, 3000), repeat('b' || g, 3000), g FROM generate_series(1, 20) g",
                        "INSERT INTO wide_identity (a, n) SELECT repeat('a' || g, 3000), g FROM generate_series(1, 5) g",
                        "INSERT INTO wide_full SELECT g, repeat('a' || g, 3000), g FROM generate_series(1, 5) g")
                .capture()
                .start();
        sync.source.execute(
                "UPDATE wide SET n = n + 1 WHERE id <= 5",
                "UPDATE wide SET a = 'short' WHERE id IN (3, 4)",
                "UPDATE wide SET b = NULL WHERE id = 4",
                // the key moves while the wide values stay out of the log
                "UPDATE wide SET id = id + 100 WHERE id BETWEEN 5 AND 8",
                "UPDATE wide SET id = 200, n = 0 WHERE id = 9",
                "UPDATE wide SET n = -1 WHERE id = 200",
                "BEGIN; INSERT INTO wide VALUES (50, repeat('z', 9000), 'x', 1); UPDATE wide SET id = 51 WHERE id = 50;"
                        + " UPDATE wide SET n = 2 WHERE id = 51; COMMIT",
                "UPDATE wide_identity SET id = DEFAULT WHERE id <= 2",
                "UPDATE wide_identity SET n = 77 WHERE id = 6",
                "UPDATE wide_full SET n = n + 1",
                "DELETE FROM wide_full WHERE id = 2");
        sync.caughtUp().assertSame("wide", "wide_identity", "wide_full");
        sync.stop();
        assertThat(sync.counts()).containsEntry("conflicts", 0L);
    }

    @Test
    void keysAndUniqueValuesMayBeSwapped() {
        sync.both(
                        "CREATE TABLE sw (id int PRIMARY KEY, u int UNIQUE, d int UNIQUE DEFERRABLE, v text)",
                        "CREATE TABLE \"Odd \"\"na.me?\" (\"a, b\" int, \"select\" text, \"É:x\" int,"
                                + " PRIMARY KEY (\"select\", \"a, b\"))")
                .both("INSERT INTO sw SELECT g, g, g, 'v' || g FROM generate_series(1, 10) g")
                .capture()
                .start();
        sync.source.execute(
                "BEGIN; UPDATE sw SET u = -1 WHERE id = 1; UPDATE sw SET u = 1 WHERE id = 2;"
                        + " UPDATE sw SET u = 2 WHERE id = 1; COMMIT",
                "BEGIN; UPDATE sw SET id = -1 WHERE id = 3; UPDATE sw SET id = 3 WHERE id = 4;"
                        + " UPDATE sw SET id = 4 WHERE id = -1; COMMIT",
                "UPDATE sw SET d = 11 - d",
                "BEGIN; DELETE FROM sw WHERE id = 5; INSERT INTO sw VALUES (6000, 5, 6000, 'takes u');"
                        + " DELETE FROM sw WHERE id = 6000; INSERT INTO sw VALUES (5, 6000, 6000, 'back'); COMMIT",
                "INSERT INTO \"Odd \"\"na.me?\" SELECT g % 7, 'k' || g, g FROM generate_series(1, 50) g",
                "UPDATE \"Odd \"\"na.me?\" SET \"select\" = 'q' || \"É:x\", \"É:x\" = 0 WHERE \"a, b\" = 3",
                "DELETE FROM \"Odd \"\"na.me?\" WHERE \"a, b\" = 4");
        sync.caughtUp().assertSame("sw", "\"Odd \"\"na.me?\"");
        sync.stop();
        assertThat(sync.counts()).containsEntry("conflicts", 0L);
    }

    @Test
    void truncatedTablesAreEmptyAndRefilled() {
        sync.both(
                        "CREATE TABLE parent (id int PRIMARY KEY)",
                        "CREATE TABLE child (id serial PRIMARY KEY, p int REFERENCES parent)",
                        "CREATE TABLE parts (id int, k int, PRIMARY KEY (id, k)) PARTITION BY LIST (k)",
                        "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1)",
                        "CREATE TABLE parts_2 PARTITION OF parts FOR VALUES IN (2)")
                .capture()
                .start();
        sync.source.execute(
                "INSERT INTO parent SELECT generate_series(1, 10)",
                "INSERT INTO child (p) SELECT generate_series(1, 10)",
                "INSERT INTO parts SELECT g, 1 + g % 2 FROM generate_series(1, 10) g",
                "BEGIN; INSERT INTO parent VALUES (11); TRUNCATE parent CASCADE; INSERT INTO parent VALUES (1), (12); COMMIT",
                "INSERT INTO child (p) VALUES (12)",
                // a row that moves from one partition to the other
                "UPDATE parts SET k = 3 - k WHERE id <= 4",
                "TRUNCATE parts_2",
                "INSERT INTO parts VALUES (100, 2)");
        sync.caughtUp().assertSame("parent", "child", "parts");
        assertThat(sync.target.query("SELECT id FROM parent ORDER BY 1")).containsExactly("1", "12");
        sync.source.execute("TRUNCATE parent, child RESTART IDENTITY", "INSERT INTO parent VALUES (5)");
        sync.caughtUp().assertSame("parent", "child");
        sync.stop();
        assertThat(sync.status.truncates()).isEqualTo(5);
    }

    @Test
    void duplicatesInATableWithoutAKeyAreCountedOut() {
        sync.both(
                        "CREATE TABLE nokey (a int, b text, c json, d char(4), e timestamptz, f float4)",
                        "ALTER TABLE nokey REPLICA IDENTITY FULL",
                        "CREATE INDEX ON nokey (a)",
                        "CREATE TABLE identity_nokey (a int GENERATED ALWAYS AS IDENTITY, b text)",
                        "ALTER TABLE identity_nokey REPLICA IDENTITY FULL",
                        "CREATE TABLE full_keyed (id int PRIMARY KEY, v text)",
                        "ALTER TABLE full_keyed REPLICA IDENTITY FULL")
                .both(
                        "INSERT INTO nokey SELECT 1, 'x', '{\"a\": 1}', 'ab', '2026-01-01', 0.1 FROM generate_series(1, 5)")
                .capture()
                .start();
        sync.source.execute(
                "INSERT INTO nokey SELECT NULL, NULL, NULL, NULL FROM generate_series(1, 3)",
                "DELETE FROM nokey WHERE ctid = (SELECT min(ctid) FROM nokey WHERE a = 1)",
                "UPDATE nokey SET b = 'y' WHERE ctid = (SELECT max(ctid) FROM nokey WHERE a = 1)",
                "DELETE FROM nokey WHERE ctid = (SELECT min(ctid) FROM nokey WHERE a IS NULL)",
                "UPDATE nokey SET a = 2, d = '' WHERE ctid = (SELECT min(ctid) FROM nokey WHERE a IS NULL)",
                "INSERT INTO identity_nokey (b) SELECT 'r' FROM generate_series(1, 4)",
                "UPDATE identity_nokey SET b = 's' WHERE a = 2",
                "DELETE FROM identity_nokey WHERE a = 3",
                "INSERT INTO full_keyed VALUES (1, 'a'), (2, 'b')",
                "UPDATE full_keyed SET id = 3 WHERE id = 1",
                "UPDATE full_keyed SET v = 'c' WHERE id = 2");
        sync.caughtUp().assertSame("nokey", "identity_nokey", "full_keyed");
        sync.stop();
        assertThat(sync.counts()).containsEntry("conflicts", 0L);
    }

    @Test
    void whatATableWasLoadedWithIsNotAppliedAgain() {
        sync.both("CREATE TABLE loaded (v int)", "CREATE TABLE fresh (v int)").capture();
        sync.source.execute("INSERT INTO loaded VALUES (1)", "INSERT INTO fresh VALUES (1)");
        var loadedAsOf = Lsn.parse(sync.source.queryOne("SELECT pg_current_wal_insert_lsn()"));
        sync.target.execute(
                "INSERT INTO loaded VALUES (1)",
                "INSERT INTO datamigration.loaded_table (task_id, source_schema, source_table, position)" + " VALUES ('"
                        + sync.taskId + "', 'public', 'loaded', '" + loadedAsOf + "')");
        sync.source.execute("INSERT INTO loaded VALUES (2)");
        sync.start().caughtUp().assertSame("loaded", "fresh");
        sync.stop();
        assertThat(sync.counts()).containsEntry("inserts", 2L);
    }

    @Test
    void kindsThatAreNotWantedAreLeftOut() {
        sync.settings = new IncrementalSyncSettings(List.of(DmlType.Insert, DmlType.Update), null, null, 1, null);
        sync.both("CREATE TABLE t (id int PRIMARY KEY, v text)").capture().start();
        sync.source.execute(
                "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')",
                "DELETE FROM t WHERE id = 1",
                "UPDATE t SET id = 4 WHERE id = 2",
                "TRUNCATE t",
                "INSERT INTO t VALUES (1, 'again')");
        sync.caughtUp();
        assertThat(sync.target.query("SELECT id || v FROM t ORDER BY id")).containsExactly("1again", "3c", "4b");
        sync.stop();
        assertThat(sync.counts())
                .isEqualTo(Map.of("inserts", 4L, "updates", 1L, "deletes", 0L, "truncates", 0L, "conflicts", 1L));
        assertThat(sync.status.skipped()).as("a deletion and a truncation").isEqualTo(2);
    }

    @Test
    void tablesArriveUnderTheirNewNames() {
        sync.objects = new ObjectSelection(
                List.of("*"), null, Map.of("shop", "store"), Map.of("shop.old", "store.new", "public.a", "b"));
        sync.source.execute(
                "CREATE SCHEMA shop",
                "CREATE TYPE shop.e AS ENUM ('x', 'y')",
                "CREATE TABLE shop.old (id int PRIMARY KEY, e shop.e, v varchar(5))",
                "CREATE TABLE a (id int PRIMARY KEY)");
        sync.target.execute(
                "CREATE SCHEMA store",
                "CREATE TYPE store.e AS ENUM ('x', 'y')",
                "CREATE TABLE store.new (v varchar(5), extra int DEFAULT 7, e store.e, id int PRIMARY KEY)",
                "CREATE TABLE b (id int PRIMARY KEY)");
        sync.capture().start();
        sync.source.execute("INSERT INTO shop.old VALUES (1, 'x', 'a'), (2, 'y', NULL)", "INSERT INTO a VALUES (9)");
        sync.caughtUp();
        sync.target.execute("UPDATE store.new SET extra = id");
        sync.source.execute("UPDATE shop.old SET id = id + 10, v = 'b'");
        sync.caughtUp();
        assertThat(sync.target.query("SELECT n::text FROM store.new n ORDER BY id"))
                .containsExactly("(b,1,x,11)", "(b,2,y,12)");
        assertThat(sync.target.query("SELECT id FROM b")).containsExactly("9");
    }
}
