package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.status.IncrementalStatus.AlteredStructure;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.ddl.DdlAction;
import dev.datamigration.api.task.ddl.DdlDecision;
import dev.datamigration.api.task.ddl.DdlType;
import dev.datamigration.api.task.ddl.DroppedPartitions;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of the structure are made at their place among the rows, or the task stops before a wrong row. */
class StructureChangesIT {
    private static final String COLUMNS = """
            SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' '
                   || coalesce(pg_get_expr(d.adbin, d.adrelid), '-') || ' ' || coalesce(col_description(a.attrelid, a.attnum), '-')
              FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE a.attrelid = '%s'::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """;
    private static final String CONSTRAINTS = """
            SELECT conname || ' ' || pg_get_constraintdef(oid) || ' ' || coalesce(obj_description(oid, 'pg_constraint'), '-')
              FROM pg_constraint WHERE conrelid = '%s'::regclass AND contype <> 'n' ORDER BY 1
            """;
    private static final String INDEXES = """
            SELECT indexname || ' ' || indexdef || ' ' || coalesce(obj_description(indexname::regclass, 'pg_class'), '-')
              FROM pg_indexes WHERE schemaname || '.' || tablename = 'public.%s' ORDER BY 1
            """;
    private static final Pattern POSITION = Pattern.compile("position: ([0-9A-F]+/[0-9A-F]+)");

    private final SyncFixture sync = new SyncFixture();

    @AfterEach
    void close() {
        sync.close();
    }

    /** Each change stands between rows that fit only before it and rows that fit only after it. */
    @Test
    void columnsAtTheirPlace() {
        start(
                "CREATE TABLE t (id int PRIMARY KEY, v varchar(3), n smallint, CHECK (n < 100))",
                "INSERT INTO t VALUES (0, 'a', 1)");
        sync.source.execute(
                "INSERT INTO t VALUES (1, 'a', 1)",
                "ALTER TABLE t ADD COLUMN \"New one\" numeric(8,2) DEFAULT 7, ADD COLUMN at timestamptz NOT NULL DEFAULT now()",
                "INSERT INTO t (id, \"New one\") VALUES (2, 8)",
                "ALTER TABLE t ALTER \"New one\" SET DEFAULT 9",
                "INSERT INTO t (id, v) VALUES (3, 'c')",
                "ALTER TABLE t RENAME v TO w",
                "INSERT INTO t (id, w) VALUES (4, 'd')",
                "ALTER TABLE t ALTER w TYPE varchar(20), ALTER n TYPE bigint",
                "INSERT INTO t (id, w, n) VALUES (5, 'a longer one', 7)",
                "ALTER TABLE t DROP CONSTRAINT t_n_check, ADD CONSTRAINT few CHECK (n < 5000000000) NOT VALID",
                "INSERT INTO t (id, n) VALUES (6, 4000000000)",
                "ALTER TABLE t VALIDATE CONSTRAINT few, ALTER w SET DEFAULT 'x', ALTER \"New one\" SET NOT NULL",
                "CREATE INDEX by_w ON t (lower(w)) WHERE n > 3",
                "ALTER INDEX by_w RENAME TO by_word",
                "COMMENT ON INDEX by_word IS 'for words'",
                "COMMENT ON COLUMN t.w IS 'it''s a word'",
                "COMMENT ON TABLE t IS 'things'",
                "BEGIN; INSERT INTO t (id) VALUES (7); ALTER TABLE t ADD g int GENERATED ALWAYS AS (id * 2) STORED;"
                        + " INSERT INTO t (id) VALUES (8); ALTER TABLE t ADD k int UNIQUE; INSERT INTO t (id, k) VALUES (9, 1); COMMIT",
                "BEGIN; ALTER TABLE t ADD never int; ROLLBACK",
                "DO 'BEGIN ALTER TABLE t ADD c text COLLATE \"C\"; INSERT INTO t (id, c) VALUES (10, ''c''); END'");
        sync.caughtUp();
        assertSame("t");
        assertThat(sync.target.queryOne("SELECT obj_description('t'::regclass)"))
                .isEqualTo("things");
        sync.source.execute("DROP INDEX by_word", "ALTER TABLE t DROP CONSTRAINT few", "UPDATE t SET n = n + 1");
        sync.caughtUp();
        assertSame("t");
    }

    @Test
    void tablesPartitionsEnumsViewsAndFunctions() {
        start(
                "CREATE TYPE mood AS ENUM ('b', 'd')",
                "CREATE TABLE p (id int, k int, PRIMARY KEY (id, k)) PARTITION BY LIST (k)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
                "CREATE TABLE m (id int PRIMARY KEY, m mood)",
                "CREATE VIEW few AS SELECT id FROM p");
        sync.source.execute(
                "INSERT INTO p VALUES (1, 1)",
                "CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2)",
                "INSERT INTO p VALUES (2, 2)",
                "CREATE TABLE p3 (LIKE p INCLUDING ALL)",
                "INSERT INTO p3 VALUES (3, 3)",
                "ALTER TABLE p ATTACH PARTITION p3 FOR VALUES IN (3)",
                "ALTER TABLE p ADD z int DEFAULT 5",
                "INSERT INTO p VALUES (4, 3, 6)",
                "ALTER TABLE p DETACH PARTITION p1",
                "INSERT INTO p1 VALUES (7, 1)",
                "DROP TABLE p1",
                "DROP TABLE p2",
                "ALTER TYPE mood ADD VALUE 'c' AFTER 'b'",
                "ALTER TYPE mood ADD VALUE 'a' BEFORE 'b'",
                "INSERT INTO m VALUES (1, 'a'), (2, 'c')",
                "CREATE TABLE fresh (id int PRIMARY KEY, r int REFERENCES m, t text DEFAULT 'x')",
                "INSERT INTO fresh VALUES (1, 1)",
                "CREATE OR REPLACE VIEW few AS SELECT id, z FROM p WHERE z > 0",
                "CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2 * $1'",
                "CREATE INDEX on_twice ON fresh (twice(id))",
                "INSERT INTO fresh VALUES (2, 2)");
        sync.caughtUp();
        assertSame("p", "m", "fresh");
        sync.assertSame("few");
        assertThat(sync.target.query("SELECT id FROM p1 ORDER BY 1")).as("kept").containsExactly("1", "7");
        assertThat(sync.target.queryOne("SELECT enum_range(NULL::mood)")).isEqualTo("{a,b,c,d}");
        sync.source.execute(
                "DROP VIEW few", "DROP INDEX on_twice", "DROP FUNCTION twice", "INSERT INTO m VALUES (3, 'd')");
        sync.caughtUp().assertSame("m");
        assertThat(
                        sync.target.query(
                                "SELECT 1 FROM pg_proc WHERE proname = 'twice' UNION ALL SELECT 1 FROM pg_views WHERE viewname = 'few'"))
                .isEmpty();
    }

    /** Whoever may change something on the source gets no right by it, there or on the target. */
    @Test
    void changesGiveNobodyRights() {
        start("CREATE TABLE m (id int PRIMARY KEY)");
        var tenant = "tenant_" + sync.slot;
        sync.source.execute(
                "CREATE ROLE " + tenant,
                "GRANT CREATE ON SCHEMA public TO " + tenant,
                "CREATE TABLE seen (who name, super boolean)",
                "GRANT INSERT ON seen TO PUBLIC",
                "ALTER TABLE seen REPLICA IDENTITY FULL");
        sync.source.execute("""
                SET ROLE %s;
                CREATE FUNCTION pg_temp.spy(text) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN
                  INSERT INTO public.seen SELECT current_user, rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user;
                  RETURN true; END$$;
                CREATE DOMAIN pg_temp.text AS pg_catalog.text CHECK (pg_temp.spy(VALUE));
                CREATE DOMAIN pg_temp.boolean AS pg_catalog.bool CHECK (pg_temp.spy(VALUE::pg_catalog.text));
                CREATE TABLE public.theirs (id int PRIMARY KEY, v pg_catalog.text DEFAULT 'x');
                RESET ROLE""".formatted(tenant));
        assertThat(sync.source.query("SELECT who FROM seen WHERE super")).isEmpty();
        sync.source.execute(
                "CREATE FUNCTION power() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
                "INSERT INTO m VALUES (1)");
        sync.caughtUp().assertSame("m");
        assertThat(sync.target.queryOne("SELECT prosecdef FROM pg_proc WHERE proname = 'power'"))
                .isEqualTo("f");
        assertThat(sync.target.queryOne("SELECT has_function_privilege('pg_monitor', 'power()', 'EXECUTE')"))
                .isEqualTo("f");
        sync.source.execute("""
                SET ROLE %s;
                CREATE FUNCTION public.code() RETURNS int LANGUAGE sql AS 'SELECT 1';
                RESET ROLE""".formatted(tenant));
        assertThat(sync.failure().message()).contains("public.code()").contains("may do more than that owner");
    }

    /** A table that is made later is sent from its first row on, also where the publication names its tables. */
    @Test
    void tablesThatComeLater() {
        sync.both("CREATE TABLE t (id int PRIMARY KEY)", "CREATE SCHEMA other");
        sync.source.execute("CREATE ROLE maker_" + sync.slot, "GRANT CREATE ON SCHEMA public TO maker_" + sync.slot);
        sync.objects =
                new ObjectSelection(List.of("public.*", "new.*"), List.of("public.not_$published$_*"), null, null);
        sync.capture("t").start().caughtUp();
        sync.source.execute(
                "CREATE TABLE public.not_$published$_this (id int PRIMARY KEY)",
                "CREATE TABLE other.no (id int PRIMARY KEY)",
                "BEGIN; CREATE TABLE one (id int PRIMARY KEY, v text); INSERT INTO one VALUES (1, 'a'); COMMIT",
                "CREATE SCHEMA new",
                "CREATE TABLE new.numbered (id serial PRIMARY KEY, i bigint GENERATED ALWAYS AS IDENTITY, v text)",
                "INSERT INTO new.numbered (v) VALUES ('a'), ('b')",
                "CREATE SEQUENCE by_hand START 7",
                "CREATE TABLE fed (id bigint PRIMARY KEY DEFAULT nextval('by_hand'))",
                "INSERT INTO fed DEFAULT VALUES",
                "CREATE TABLE late (id int)",
                "ALTER TABLE late ADD PRIMARY KEY (id)",
                "INSERT INTO late VALUES (1)",
                "CREATE TABLE keyless (id int)",
                "INSERT INTO keyless VALUES (1)",
                "CREATE TABLE filled AS SELECT 1 AS id",
                "ALTER TABLE one RENAME TO renamed",
                "INSERT INTO renamed VALUES (2, 'b')",
                "SET ROLE maker_" + sync.slot
                        + "; CREATE TABLE theirs (id int PRIMARY KEY); INSERT INTO theirs VALUES (1);"
                        + " ALTER TABLE theirs ADD v int DEFAULT 1; RESET ROLE",
                "INSERT INTO t VALUES (1)");
        sync.caughtUp();
        assertSame("t", "late", "renamed", "theirs", "fed", "new.numbered");
        assertThat(sync.target.query(
                        "SELECT tablename FROM pg_tables WHERE schemaname IN ('public', 'other', 'new') ORDER BY 1"))
                .containsExactly("fed", "late", "numbered", "renamed", "t", "theirs");
        assertThat(sync.target.query("SELECT source_table FROM datamigration.loaded_table ORDER BY 1"))
                .containsExactly("fed", "late", "numbered", "renamed", "theirs");
        sync.stop();
        sync.start().source.execute("INSERT INTO renamed VALUES (3, 'c')", "INSERT INTO late VALUES (2)");
        sync.caughtUp();
        assertSame("late", "renamed");
    }

    /** What could lose a value stops the task before it, and each of the ways on that are told leads on. */
    @Test
    void stopsBeforeWhatIsNotListed() {
        sync.settings = settings(null, null);
        start("CREATE TABLE t (id int PRIMARY KEY, v text NOT NULL, w text, x int, y text)");
        sync.source.execute(
                "INSERT INTO t VALUES (1, 'a', 'b', 1, '7')",
                "ALTER TABLE t DROP v",
                "INSERT INTO t VALUES (2, 'b', 2, '8')");
        var dropped = stopped("DropColumn public.t.v", "1");
        sync.target.execute(statement(dropped));
        sync.start().caughtUp().assertSame("t");

        sync.source.execute("ALTER TABLE t DROP w", "INSERT INTO t VALUES (3, 3, '9')");
        sync.settings = settings(decision(stopped("DropColumn public.t.w", "1", "2"), DdlAction.Skip), null);
        sync.start().caughtUp();
        assertThat(sync.target.query("SELECT id || '|' || coalesce(w, '-') FROM t ORDER BY 1"))
                .containsExactly("1|b", "2|b", "3|-");

        awaitTold("left out");
        sync.source.execute("ALTER TABLE t DROP x", "INSERT INTO t VALUES (4, '10')");
        sync.settings = settings(decision(stopped("DropColumn public.t.x", "1", "2", "3"), DdlAction.Apply), null);
        sync.start().caughtUp();
        assertThat(sync.target.query("SELECT id FROM t WHERE y IS NOT NULL ORDER BY id"))
                .hasSize(4);

        sync.source.execute("ALTER TABLE t ALTER y TYPE int USING y::int * 10", "INSERT INTO t VALUES (5, 1)");
        stopped("RetypeColumn public.t.y", "1", "2", "3", "4");
        sync.target.execute("ALTER TABLE t ALTER y TYPE int USING y::int * 10");
        sync.start().caughtUp();

        sync.source.execute("ALTER TABLE t ADD u uuid DEFAULT gen_random_uuid()");
        var computed = stopped("AddColumn public.t.u", "1", "2", "3", "4", "5");
        assertThat(computed.message()).contains("a value of its own for each row");
        sync.target.execute("ALTER TABLE t ADD u uuid DEFAULT gen_random_uuid()");
        sync.settings = settings(null, DdlType.values());
        sync.start().caughtUp();
        sync.source.execute("DROP TABLE t");
        sync.caughtUp();
        awaitTold("DropTable public.t", "DropColumn public.t.x", "left out");
        assertThat(sync.target.query("SELECT 1 FROM pg_tables WHERE tablename = 't'"))
                .isEmpty();
    }

    private void awaitTold(String... changes) {
        await().until(() -> sync.status.structureChanges() != null
                && sync.status.structureChanges().stream()
                        .map(AlteredStructure::change)
                        .toList()
                        .equals(List.of(changes)));
    }

    private Failure stopped(String what, String... rows) {
        var failure = sync.failure();
        assertThat(failure.code()).as("%s", failure).isEqualTo(FailureCode.SourceSchemaChanged);
        assertThat(failure.message()).contains(what).contains("It is not made on the target");
        assertThat(sync.target.query("SELECT id FROM t ORDER BY id"))
                .as("what came before")
                .containsExactly(rows);
        return failure;
    }

    private static String statement(Failure failure) {
        return failure.remedy()
                .substring("Run on the target: ".length(), failure.remedy().indexOf(';'));
    }

    private static DdlDecision decision(Failure failure, DdlAction action) {
        var matcher = POSITION.matcher(failure.remedy());
        assertThat(matcher.find()).isTrue();
        return new DdlDecision(matcher.group(1), action);
    }

    private static IncrementalSyncSettings settings(DdlDecision decision, DdlType[] kinds) {
        return new IncrementalSyncSettings(
                null,
                null,
                null,
                1,
                null,
                kinds == null ? null : Arrays.asList(kinds),
                DroppedPartitions.Keep,
                decision == null ? List.of() : List.of(decision),
                null,
                null);
    }

    private void start(String... schema) {
        sync.both(schema).capture().start().caughtUp();
    }

    private void assertSame(String... tables) {
        sync.assertSame(tables);
        for (var table : tables) {
            for (var sql : List.of(COLUMNS, CONSTRAINTS, INDEXES)) {
                assertThat(sync.target.query(sql.formatted(table)))
                        .as(table)
                        .isEqualTo(sync.source.query(sql.formatted(table)));
            }
        }
    }
}
