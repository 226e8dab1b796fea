package dev.datamigration.transfer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.status.SchemaObject;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SchemaMigrationIT {

    @Test
    void everythingIsCarriedFrom17To18AndASecondRunChangesNothing() {
        var scene = rich(17, 18);
        var before = scene.before();
        var status = scene.after();
        assertThat(status.notCarried()).isEmpty();
        assertThat(before.created()).isEqualTo(before.objects()).isPositive();
        assertThat(status.deferredCreated()).isEqualTo(status.deferredObjects()).isPositive();
        assertThat(SchemaDescription.of(scene.source)).hasSizeGreaterThan(200);
        assertThat(SchemaDescription.differences(scene.source, scene.target)).isEmpty();
        assertThat(scene.compared().differences()).isEmpty();
        assertThat(scene.compared().parts()).isGreaterThan(140);

        assertThat(scene.before()).isEqualTo(status);
        assertThat(scene.after()).isEqualTo(status);
        assertThat(SchemaDescription.differences(scene.source, scene.target)).isEmpty();
    }

    @Test
    @Tag("long")
    void everythingIsCarriedFrom13To18() {
        var scene = rich(13, 18);
        scene.source.execute(
                "CREATE PROCEDURE noted(a int, INOUT b text DEFAULT ', IN ') LANGUAGE sql AS 'SELECT b'",
                "CREATE TABLE deep (a int) PARTITION BY LIST (a)",
                "CREATE TABLE deep_1 PARTITION OF deep DEFAULT PARTITION BY LIST (a)",
                "CREATE TABLE deep_1_1 PARTITION OF deep_1 DEFAULT",
                "CREATE FUNCTION fired() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE TRIGGER fires AFTER INSERT ON deep FOR EACH ROW EXECUTE FUNCTION fired()",
                "ALTER TABLE deep_1_1 DISABLE TRIGGER fires");
        assertThat(scene.migrate().notCarried()).extracting(SchemaObject::name).containsExactly("on the schema public");
        assertThat(SchemaDescription.differencesButForPrinting(scene.source, scene.target))
                .filteredOn(line -> !line.contains("noted")) // from version 14 on IN is printed of procedures
                .isEmpty();
        var firing =
                "SELECT tgrelid::regclass || ' ' || tgenabled::text FROM pg_trigger WHERE tgname = 'fires' ORDER BY 1";
        assertThat(scene.target.query(firing)).isEqualTo(scene.source.query(firing));
        assertThat(scene.compared().differences()).isEmpty();
    }

    @Test
    @Tag("long")
    void whatAnOlderTargetDoesNotKnowIsListed() {
        var scene = rich(18, 13);
        var status = scene.migrate();
        assertThat(status.notCarried())
                .extracting(SchemaObject::name)
                .containsExactlyInAnyOrder(
                        "since15_a_key on public.since15",
                        "public.parsed(x integer)",
                        "public.invoker",
                        "public.of_expression",
                        "of_parts",
                        "of_schema",
                        "on the schema public",
                        "ALTER TABLE ONLY \"public\".\"since14\" ALTER COLUMN \"b\" SET COMPRESSION pglz on public.since14");
        assertThat(SchemaDescription.differencesButForPrinting(scene.source, scene.target))
                .filteredOn(line -> !line.matches("(?s).*(since15|parsed|invoker|of_expression|of_parts|of_schema).*"))
                .isEmpty();
    }

    @Test
    @Tag("long")
    void whatIsNewIn18IsCarriedTo18() {
        var scene = rich(18, 18);
        scene.source.execute(RichSchema.since18());
        assertThat(scene.migrate().notCarried()).isEmpty();
        assertThat(SchemaDescription.differences(scene.source, scene.target)).isEmpty();
        assertThat(scene.target.query("SELECT conname || convalidated FROM pg_constraint WHERE contype = 'n'"
                        + " AND conrelid = 'since18'::regclass"))
                .containsExactlyInAnyOrder("a theretrue", "laterfalse");
    }

    @Test
    void schemasAndTablesAreRenamed() {
        var scene = scene().selecting(
                        List.of("sales.*", "other.*"),
                        Map.of("sales", "shop", "other", "rest"),
                        Map.of("sales.orders", "archive.old_orders"));
        scene.source.execute("""
                CREATE SCHEMA sales;
                CREATE SCHEMA other;
                CREATE TYPE sales.state AS ENUM ('a', 'b');
                CREATE TYPE other.state AS ENUM ('c', 'd');
                CREATE FUNCTION sales.ok(s sales.state) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT s = 'a' $$;
                CREATE TABLE sales.orders (id serial PRIMARY KEY, s sales.state DEFAULT 'a' CHECK (sales.ok(s)),
                  i int GENERATED ALWAYS AS IDENTITY);
                CREATE FUNCTION sales.names_orders() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM sales.orders';
                CREATE TABLE sales.lines (order_id int REFERENCES sales.orders, n serial, PRIMARY KEY (order_id, n));
                CREATE TABLE other.lines (order_id int REFERENCES sales.orders, s other.state DEFAULT 'd');
                CREATE INDEX orders_s ON sales.orders (s) WHERE s = 'a'::sales.state;
                CREATE INDEX lines_n ON sales.lines (n);
                CREATE VIEW sales.all_lines AS SELECT order_id, n FROM sales.lines;
                CREATE VIEW sales.all_orders AS SELECT id FROM sales.orders;
                INSERT INTO sales.lines SELECT 1, 1 WHERE false;
                SELECT nextval('sales.orders_id_seq');
                """);
        var status = scene.migrate();
        assertThat(status.notCarried())
                .extracting(object -> object.kind() + " " + object.name())
                .containsExactlyInAnyOrder("View sales.all_orders", "Function sales.names_orders()");
        scene.target.execute(
                "INSERT INTO archive.old_orders DEFAULT VALUES",
                "INSERT INTO shop.lines (order_id) VALUES (2)",
                "INSERT INTO rest.lines VALUES (2)");
        assertThat(scene.target.query("SELECT id || s::text || i FROM archive.old_orders"))
                .containsExactly("2a1");
        assertThat(scene.target.query("SELECT s FROM rest.lines")).containsExactly("d");
        assertThat(scene.target.query("SELECT n FROM shop.all_lines")).containsExactly("1");
        assertThat(scene.target.query("SELECT indexrelid::regclass::text FROM pg_index i JOIN pg_class c"
                        + " ON c.oid = indrelid WHERE relnamespace IN ('shop'::regnamespace, 'archive'::regnamespace)"
                        + " ORDER BY 1"))
                .containsExactly("archive.orders_pkey", "archive.orders_s", "shop.lines_n", "shop.lines_pkey");
        assertThat(scene.target.query(
                        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' ORDER BY 1"
                                .replace("WHERE", "WHERE connamespace <> 'datamigration'::regnamespace AND")))
                .containsOnly("FOREIGN KEY (order_id) REFERENCES archive.old_orders(id)");
    }

    @Test
    void schemasAreMergedWithoutClashesOfIndexNames() {
        var scene = scene().selecting(List.of("a.*", "b.*"), Map.of("a", "x", "b", "x"), Map.of("b.t", "x.t_of_b"));
        for (var schema : List.of("a", "b")) {
            scene.source.execute(
                    "CREATE SCHEMA " + schema,
                    "CREATE TABLE %s.t (id serial PRIMARY KEY, v int)".formatted(schema),
                    "CREATE INDEX t_v ON %s.t (v)".formatted(schema));
        }
        assertThat(scene.migrate().notCarried()).isEmpty();
        assertThat(scene.target.query("SELECT indexrelid::regclass || ' ' || indrelid::regclass FROM pg_index"
                        + " JOIN pg_class c ON c.oid = indrelid WHERE relnamespace = 'x'::regnamespace ORDER BY 1"))
                .containsExactly("x.t_of_b_t_pkey x.t_of_b", "x.t_of_b_t_v x.t_of_b", "x.t_pkey x.t", "x.t_v x.t");
        scene.target.execute("INSERT INTO x.t_of_b (v) VALUES (1)");
    }

    @Test
    void goesOnAfterItWasKilledAnywhere() {
        var scene = rich(17, 18);
        var progressed = new ArrayList<Integer>();
        for (var steps = 1; ; steps++) {
            var run = scene.run();
            var left = new AtomicInteger(steps * 6);
            var stage = new SchemaMigration(
                    run,
                    status -> {
                        if (left.decrementAndGet() == 0) {
                            run.scope().cancel();
                        }
                    },
                    Duration.ZERO);
            try {
                stage.beforeLoad();
                stage.afterLoad();
                break;
            } catch (CancellationException e) {
                progressed.add(Integer.parseInt(
                        scene.target.queryOne("SELECT count(*) FROM datamigration.schema_object WHERE done")));
            }
        }
        assertThat(progressed).hasSizeGreaterThan(4).isSorted();
        assertThat(SchemaDescription.differences(scene.source, scene.target)).isEmpty();
    }

    @Test
    void whatCannotBeCarriedIsListedByName() {
        var scene = scene();
        scene.objects = new ObjectSelection(List.of("*"), List.of("public.not_selected"), null, null);
        scene.source.execute("""
                CREATE TABLE t (a int);
                CREATE EXTENSION postgres_fdw;
                CREATE SERVER away FOREIGN DATA WRAPPER postgres_fdw;
                CREATE TABLE parts (a int) PARTITION BY LIST (a);
                CREATE FOREIGN TABLE a_part PARTITION OF parts DEFAULT SERVER away;
                CREATE TABLE not_selected (a int);
                CREATE SERVER unused FOREIGN DATA WRAPPER postgres_fdw;
                CREATE USER MAPPING FOR PUBLIC SERVER away OPTIONS (password 'confidential');
                CREATE FOREIGN TABLE elsewhere (a int) SERVER away;
                CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END';
                CREATE EVENT TRIGGER watching ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION watch();
                CREATE PUBLICATION of_theirs FOR TABLE t, not_selected;
                CREATE FUNCTION fires() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER always AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION fires();
                ALTER TABLE t ENABLE ALWAYS TRIGGER always;
                CREATE VIEW of_part AS SELECT a FROM a_part;
                CREATE VIEW on_it AS SELECT * FROM of_part;
                ALTER EVENT TRIGGER watching ENABLE ALWAYS;
                CREATE ROLE only_on_source;
                CREATE POLICY p ON t TO only_on_source USING (true);
                GRANT SELECT ON t TO only_on_source;
                SELECT lo_create(0);
                """);
        var status = scene.migrate();
        assertThat(status.notCarried())
                .extracting(object -> object.kind() + " " + object.name())
                .containsExactlyInAnyOrder(
                        "ForeignPartition public.a_part",
                        "ForeignServer unused",
                        "UserMapping public on away",
                        "Setting ALTER EVENT TRIGGER \"watching\" ENABLE ALWAYS",
                        "LargeObjects 1 large objects",
                        "Publication of_theirs",
                        "Policy p on public.t",
                        "Privileges grants to only_on_source",
                        "Setting ALTER TABLE \"public\".\"t\" ENABLE ALWAYS TRIGGER \"always\" on public.t",
                        "View public.on_it",
                        "View public.of_part");
        assertThat(status.notCarriedCount()).isEqualTo(11);
        assertThat(status.notCarried()).allMatch(object -> object.reason().length() > 20);
        assertThat(scene.target.queryOne("SELECT tgenabled FROM pg_trigger WHERE tgname = 'always'"))
                .isEqualTo("O");
        assertThat(status.toString()).doesNotContain("confidential");
        assertThat(scene.target.queryOne("SELECT evtenabled FROM pg_event_trigger WHERE evtname = 'watching'"))
                .isEqualTo("D");
        scene.target.execute("CREATE VIEW of_part AS SELECT a FROM parts");
        assertThat(scene.after().notCarriedCount()).isEqualTo(9);
    }

    @Test
    void manyObjectsShareATransactionAndTheOneThatIsRefusedIsNamed() {
        var scene = scene();
        scene.source.execute("""
                DO $$ BEGIN
                  FOR i IN 1 .. 100 LOOP
                    EXECUTE format('CREATE TABLE t%s (a int PRIMARY KEY, b int)', i);
                    EXECUTE format('CREATE INDEX ON t%s (b)', i);
                  END LOOP;
                END $$;
                INSERT INTO t50 SELECT i, i FROM generate_series(1, 300000) i;
                """);
        scene.before();
        assertThat(transactions(scene, "t%")).isLessThan(60);
        scene.target.execute("INSERT INTO t70 VALUES (1, 1), (1, 2)");
        assertThatThrownBy(scene::after).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).isEqualTo(FailureCode.RowRefused);
            assertThat(e.failure().message()).contains("t70_pkey on public.t70");
        });
        scene.target.execute("DELETE FROM t70 WHERE b = 2");
        assertThat(scene.after().deferredCreated()).isEqualTo(200);
        assertThat(transactions(scene, "t%_idx")).isLessThan(60);
        assertThat(scene.target.queryOne("SELECT count(*) FROM pg_class WHERE xmin::text ="
                        + " (SELECT xmin::text FROM pg_class WHERE relname = 't50_b_idx')"))
                .as("what is made with an index of many rows")
                .isEqualTo("1");
    }

    /** How many made the relations of the target that are called so. */
    private static int transactions(SchemaScene scene, String name) {
        return Integer.parseInt(scene.target.queryOne(
                "SELECT count(DISTINCT xmin::text) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname LIKE '"
                        + name + "'"));
    }

    @Test
    void rowsThatViolateAConstraintFailTheTaskUntilTheyAreMended() {
        var scene = scene();
        scene.source.execute("CREATE TABLE t (a int PRIMARY KEY, b int)", "CREATE INDEX t_b ON t (b)");
        scene.before();
        scene.target.execute("INSERT INTO t VALUES (1, 1), (1, 2)");
        assertThatThrownBy(scene::after).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).isEqualTo(FailureCode.RowRefused);
            assertThat(e.failure().message()).contains("t_pkey on public.t");
        });
        scene.target.execute("DELETE FROM t WHERE b = 2");
        assertThat(scene.after().deferredCreated()).isEqualTo(2);
    }

    @Test
    void aTableThatTheTargetRefusesFailsTheTask() {
        var scene = new SchemaScene(PostgresServers.shared(17), PostgresServers.shared(18));
        scene.source.execute("CREATE TABLE t (a int)", "CREATE VIEW v AS SELECT 1");
        scene.target.execute("CREATE VIEW t AS SELECT 1");
        assertThatThrownBy(scene::before).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).isEqualTo(FailureCode.SchemaNotCreated);
            assertThat(e.failure().message()).contains("Table public.t");
        });
    }

    @Test
    void aTableThatIsThereIsUsedAndATaskWithoutSchemaDoesNothing() {
        var scene = scene();
        scene.source.execute("CREATE TABLE t (a int PRIMARY KEY, b text)", "CREATE INDEX t_b ON t (b)");
        assertThat(new SchemaMigration(scene.run(Set.of(MigrationType.Full)), status -> {}).beforeLoad())
                .isEqualTo(new SchemaStatus(0, 0, 0, 0, 0, List.of()));
        scene.target.execute("CREATE TABLE t (a bigint CONSTRAINT other_name PRIMARY KEY, b text, c int)");
        var status = scene.migrate();
        assertThat(status.notCarried()).isEmpty();
        assertThat(status.deferredCreated()).isEqualTo(2);
        assertThat(scene.target.query("SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 't'::regclass"))
                .containsExactlyInAnyOrder("other_name", "t_b");
    }

    @Test
    void onlyWhatIsSelectedAndWhatItNeedsIsCarried() {
        var scene = scene().selecting(List.of("public.wanted*", "public.p_1"), null, null);
        scene.source.execute("""
                CREATE SCHEMA lib;
                CREATE TYPE lib.needed AS ENUM ('x');
                CREATE TYPE lib.spare AS ENUM ('x');
                CREATE FUNCTION lib.f() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
                CREATE FUNCTION lib.of_check(int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
                CREATE SEQUENCE lib.s;
                CREATE TABLE other (id int PRIMARY KEY);
                CREATE TABLE wanted (a lib.needed[], b int DEFAULT lib.f(), c bigint DEFAULT nextval('lib.s'),
                  d int REFERENCES other, CHECK (lib.of_check(b)));
                CREATE TABLE p (a int) PARTITION BY LIST (a);
                CREATE TABLE p_1 PARTITION OF p DEFAULT;
                """);
        var status = scene.migrate();
        assertThat(status.notCarried())
                .extracting(object -> object.kind() + " " + object.name())
                .containsExactlyInAnyOrder("ForeignKey wanted_d_fkey on public.wanted", "Partition public.p_1");
        scene.target.execute("INSERT INTO wanted (a) VALUES ('{x}')", "INSERT INTO p_1 VALUES (1)");
        assertThat(scene.target.query("SELECT to_regtype('lib.spare')::text || to_regclass('other')::text"))
                .containsExactly((String) null);
    }

    @Test
    void whatIsSetOnTheDatabaseComesAlongOrIsListedWithoutAnybodysSecret() {
        var scene = scene();
        scene.source.execute(
                "CREATE SCHEMA app",
                "CREATE TABLE app.t (a int PRIMARY KEY)",
                onDatabase(scene.source, "search_path = app, \"$user\", public"),
                onDatabase(scene.source, "app.key = 'confidential'"),
                onDatabase(scene.source, "work_mem = '7MB'"),
                onDatabase(scene.source, "application_name = 'shop'"),
                onDatabase(scene.source, "DateStyle = 'German'"),
                onDatabase(scene.source, "app.a = '1'"),
                onDatabase(scene.source, "app.b = '2'"),
                onDatabase(scene.source, "log_statement = 'none'"),
                "CREATE ROLE settings_of_nobody",
                "ALTER ROLE settings_of_nobody IN DATABASE \"" + scene.source.name() + "\" SET app.token = 'hidden'",
                "CREATE ROLE settings_of_namesake",
                "ALTER ROLE settings_of_namesake IN DATABASE \"" + scene.source.name() + "\" SET search_path = app");
        scene.target.execute(
                onDatabase(scene.target, "work_mem = '5MB'"), "CREATE ROLE settings_of_namesake SUPERUSER");
        var status = scene.migrate();
        assertThat(scene.target.query("SELECT current_setting('search_path') || ' ' || current_setting('app.key')"
                        + " || ' ' || current_setting('work_mem')"))
                .containsExactly("app, \"$user\", public confidential 5MB");
        assertThat(status.notCarried())
                .extracting(object -> object.kind() + " " + object.name())
                .containsExactlyInAnyOrder(
                        "DatabaseSetting work_mem",
                        "DatabaseSetting log_statement",
                        "DatabaseSetting app.token of role settings_of_nobody",
                        "DatabaseSetting search_path of role settings_of_namesake");
        assertThat(status.notCarried().toString())
                .contains("ALTER DATABASE \"" + scene.target.name() + "\" SET \"work_mem\" TO '7MB'")
                .doesNotContain("hidden");
        assertThat(scene.migrate().notCarried()).hasSize(4);
        scene.target.execute("DROP ROLE settings_of_namesake");
    }

    private static String onDatabase(TestDatabase database, String setting) {
        return "ALTER DATABASE \"" + database.name() + "\" SET " + setting;
    }

    private static SchemaScene scene() {
        return new SchemaScene(PostgresServers.shared(17), PostgresServers.shared(18));
    }

    private static SchemaScene rich(int from, int to) {
        var scene = new SchemaScene(PostgresServers.shared(from), PostgresServers.shared(to));
        RichSchema.create(PostgresServers.shared(from), scene.source);
        return scene;
    }
}
