package dev.datamigration.transfer.precheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.checkpoint.PostgresClaimedTableStore;
import dev.datamigration.database.selection.WantedTables;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.KnownTask;
import dev.datamigration.testing.Kubectl;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.Printed;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.full.TargetClaim;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Items about tables, on the shared servers. */
class PrecheckIT {
    private static final String GOOD_TABLE = "CREATE TABLE good (id int PRIMARY KEY, note text COLLATE \"C\")";

    @Test
    void everythingPassesWhereNothingIsWrong() {
        var outcome = PrecheckCase.fresh(
                        GOOD_TABLE,
                        "CREATE TABLE p (k int, d date, PRIMARY KEY (k, d)) PARTITION BY RANGE (d)",
                        "CREATE TABLE p1 PARTITION OF p DEFAULT",
                        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                        "CREATE TABLE moods (id int PRIMARY KEY, m mood, ms mood[])")
                .check();
        assertThat(outcome.failed()).isEmpty();
        assertThat(Precheck.passed(outcome.status())).isTrue();
        assertThat(outcome.status().checkedAt()).isNotNull();
        assertThat(outcome.status().items().stream().filter(item -> item.status() == PrecheckItemStatus.Passed))
                .hasSizeGreaterThan(35)
                .allSatisfy(item -> assertThat(item.message()).isNotBlank());
    }

    @Test
    void tablesOfTheSource() {
        var tables = PrecheckCase.fresh(
                "CREATE TABLE nokey (a int)",
                "CREATE TABLE nothing (a int PRIMARY KEY)",
                "ALTER TABLE nothing REPLICA IDENTITY NOTHING",
                "CREATE TABLE uniq (a int NOT NULL UNIQUE)",
                "CREATE TABLE other (a int PRIMARY KEY, b int NOT NULL UNIQUE)",
                "ALTER TABLE other REPLICA IDENTITY USING INDEX other_b_key",
                "CREATE UNLOGGED TABLE volatile (a int PRIMARY KEY)",
                "CREATE TABLE parted (a int) PARTITION BY LIST (a)",
                "CREATE TABLE parted_1 PARTITION OF parted DEFAULT",
                "CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER always_on BEFORE INSERT ON uniq FOR EACH ROW EXECUTE FUNCTION t()",
                "ALTER TABLE uniq ENABLE ALWAYS TRIGGER always_on",
                "CREATE TRIGGER replica_only BEFORE INSERT ON uniq FOR EACH ROW EXECUTE FUNCTION t()",
                "ALTER TABLE uniq ENABLE REPLICA TRIGGER replica_only",
                "CREATE MATERIALIZED VIEW stale AS SELECT a FROM uniq",
                "CREATE MATERIALIZED VIEW empty AS SELECT a FROM uniq WITH NO DATA");
        var outcome = tables.check();
        assertThat(outcome.item("MaterializedViews", Side.Source).status()).isEqualTo(PrecheckItemStatus.Warning);
        assertThat(outcome.item("MaterializedViews", Side.Source).message())
                .contains("public.stale")
                .doesNotContain("public.empty");
        tables.sourceDatabase()
                .execute(Printed.filled(
                        Printed.statement(
                                outcome.item("MaterializedViews", Side.Source).remedy(), "CREATE TABLE"),
                        "stale_rows",
                        "stale"));
        assertThat(tables.sourceDatabase().count("stale_rows")).isZero();
        assertThat(failed(outcome, "TablesWithoutKey", Side.Source).remedy())
                .contains("ALTER TABLE \"public\".\"nokey\" REPLICA IDENTITY FULL;")
                .contains("ALTER TABLE \"public\".\"parted_1\" REPLICA IDENTITY FULL;");
        assertThat(failed(outcome, "ReplicaIdentityUsable", Side.Source).remedy())
                .contains("ALTER TABLE \"public\".\"nothing\" REPLICA IDENTITY DEFAULT;")
                .contains("ALTER TABLE \"public\".\"uniq\" REPLICA IDENTITY USING INDEX \"uniq_a_key\";");
        assertThat(failed(outcome, "ReplicaIdentityUsable", Side.Source).message())
                .doesNotContain("public.other");
        assertThat(failed(outcome, "UnloggedTables", Side.Source).message()).contains("public.volatile");
        assertThat(outcome.item("SourceTriggers", Side.Source).message())
                .contains("replica_only of public.uniq", "always_on of public.uniq");
        assertThat(outcome.item("SourceTriggers", Side.Source).remedy())
                .as("the production source stays as it is")
                .doesNotContain("ALTER");
        assertThat(outcome.status().items().get(0).status()).isEqualTo(PrecheckItemStatus.Failed);
    }

    @Test
    void remediesWork() {
        var tables = PrecheckCase.fresh(
                "CREATE TABLE nokey (a int)",
                "CREATE TABLE uniq (a int NOT NULL UNIQUE)",
                "CREATE UNLOGGED TABLE volatile (a int PRIMARY KEY)");
        tables.targetDatabase().execute("CREATE TABLE nokey (a int)", "INSERT INTO nokey VALUES (1)");
        var before = tables.check();
        assertThat(before.failed())
                .containsExactly(
                        "TablesWithoutKey/Source",
                        "ReplicaIdentityUsable/Source",
                        "UnloggedTables/Source",
                        "TargetNotEmpty/Target");
        assertThat(before.item("TargetNotEmpty", Side.Target).remedy())
                .as("whoever runs it is told what it takes away")
                .startsWith("/* removes rows: only if nobody needs them */ TRUNCATE");
        before.status().items().stream()
                .filter(item -> item.status() == PrecheckItemStatus.Failed)
                .forEach(item -> (item.side() == Side.Source ? tables.sourceDatabase() : tables.targetDatabase())
                        .execute(item.remedy()));
        var after = tables.check();
        assertThat(after.failed()).isEmpty();
        assertThat(after.item("TablesWithoutKey", Side.Source).status()).isEqualTo(PrecheckItemStatus.Warning);
    }

    /** However many there are, and nothing else is touched. */
    @Test
    void oneStatementMendsManyTables() {
        var many = PrecheckCase.fresh(
                        "DO 'BEGIN FOR i IN 1..25 LOOP"
                                + " EXECUTE format(''CREATE TABLE %I (a int)'', ''Key less '' || i);"
                                + " EXECUTE format(''CREATE UNLOGGED TABLE %I (a int)'', ''$v'' || i); END LOOP; END'",
                        "CREATE TABLE parted (a int) PARTITION BY LIST (a)",
                        "CREATE TABLE part PARTITION OF parted DEFAULT",
                        "CREATE TABLE late (id int, PRIMARY KEY (id) DEFERRABLE)",
                        "CREATE TABLE keyed (id int PRIMARY KEY)",
                        "CREATE TABLE other_1 (a int)",
                        "CREATE UNLOGGED TABLE other_2 (a int)")
                .objects(new ObjectSelection(
                        List.of(
                                "public.Key*",
                                "public.$v*",
                                "public.parted",
                                "public.late",
                                "public.keyed",
                                "public.other*"),
                        List.of("public.other_?"),
                        null,
                        null));
        var before = many.check();
        assertThat(before.failed()).containsExactly("TablesWithoutKey/Source", "UnloggedTables/Source");
        assertThat(before.item("TablesWithoutKey", Side.Source).message()).contains("and 7 more");
        before.status().items().stream()
                .filter(item -> item.status() == PrecheckItemStatus.Failed)
                .forEach(item -> many.sourceDatabase().execute(item.remedy()));
        assertThat(many.check().failed()).as("both remedies at once").isEmpty();
        assertThat(many.sourceDatabase()
                        .query(
                                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                                        + " AND (relreplident <> 'f' OR relpersistence = 'u') ORDER BY 1"))
                .containsExactly("keyed", "other_1", "other_2");
    }

    private static void refusesWhatAnotherTaskHas(PrecheckCase filled, TestDatabase target) throws SQLException {
        target.execute("INSERT INTO datamigration.task (task_id, epoch) VALUES ('other', 1)");
        var whose = failed(filled.check(), "TargetNotEmpty", Side.Target).remedy();
        assertThat(whose).contains("may be its rows").doesNotContain("TRUNCATE");
        var task = KnownTask.orNone();
        Kubectl.ofSharedServer()
                .ifPresent(kubectl -> assertThat(kubectl.enter(Printed.statement(whose, "kubectl get mt")))
                        .containsPattern(task.name().replace("/", " +") + " +" + task.uid()));
        target.execute("DELETE FROM shop.best");
        try (var first = target.connect()) {
            first.setAutoCommit(false);
            var wanted = List.of(new TableName("shop", "best"), new TableName("shop", "z"));
            new PostgresClaimedTableStore("other").claim(first, WantedTables.alone(wanted));
            var second = CompletableFuture.runAsync(() -> new TargetClaim(filled.run()).take());
            var name = "dm:" + PrecheckCase.TASK + ":claim";
            var waiting = "pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = '" + name + "'";
            await().until(() -> target.count(waiting) == 1);
            first.commit();
            assertThatThrownBy(second::join)
                    .as("both started at once: the one that came first has it")
                    .cause()
                    .hasMessageStartingWith(
                            "TargetTableTaken: The table shop.best of the target is for the rows of another task (the migration task with the uid other).");
            assertThat(target.count("datamigration.target_table WHERE task_id <> 'other'"))
                    .isZero();
        }
        var refused = failed(filled.check(), "TargetNotEmpty", Side.Target);
        assertThat(refused.message())
                .contains("shop.best (for the rows of another task: the migration task with the uid other");
        assertThat(refused.remedy())
                .contains("uid==\"other\"")
                .contains("spec.objects.renameTables")
                .doesNotContain("TRUNCATE");
        target.execute("DROP TABLE shop.best");
        assertThat(failed(filled.check(), "TargetNotEmpty", Side.Target).message())
                .as("claimed, and not made yet")
                .contains("shop.best");
        target.execute(
                "DELETE FROM datamigration.task WHERE task_id = 'other'",
                "CREATE TABLE shop.best (id int PRIMARY KEY, note text)",
                "INSERT INTO shop.best VALUES (1, 'x')");
        new TargetClaim(filled.run()).take();
        new TargetClaim(filled.run()).take();
        assertThat(target.query("SELECT target_schema || target_table || task_id FROM datamigration.target_table"))
                .containsExactly("shopbest" + PrecheckCase.TASK);
    }

    @Test
    void skippedItemsNoLongerFail() {
        var unlogged = PrecheckCase.fresh("CREATE UNLOGGED TABLE volatile (a int PRIMARY KEY)");
        assertThat(unlogged.check().failed()).containsExactly("UnloggedTables/Source");
        var skipped = unlogged.skip("UnloggedTables").check();
        assertThat(skipped.failed()).isEmpty();
        assertThat(skipped.item("UnloggedTables", Side.Source).status()).isEqualTo(PrecheckItemStatus.Skipped);
    }

    @Test
    void rowsOnTheTargetAreRefusedUnlessTheTaskLoadedThem() throws Exception {
        var filled = PrecheckCase.fresh(GOOD_TABLE).objects(Map.of("public.good", "shop.best"), "public.*");
        var target = filled.targetDatabase();
        target.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.best (id int PRIMARY KEY, note text)",
                "INSERT INTO shop.best VALUES (1, 'x')");
        assertThat(failed(filled.check(), "TargetNotEmpty", Side.Target).remedy())
                .isEqualTo("/* removes rows: only if nobody needs them */ TRUNCATE \"shop\".\"best\";");

        try (var connection = target.connect()) {
            CheckpointSchema.install(connection);
            Fence.claim(connection, PrecheckCase.TASK, 1);
        }
        assertThat(filled.check().failed()).containsExactly("TargetNotEmpty/Target");
        refusesWhatAnotherTaskHas(filled, target);
        target.execute("INSERT INTO datamigration.loaded_table (task_id, source_schema, source_table) VALUES ('"
                + PrecheckCase.TASK + "', 'public', 'good')");
        assertThat(filled.check().failed()).isEmpty();
    }

    @Test
    void tablesOfTheTargetThatDoNotFit() {
        var other = PrecheckCase.fresh(
                        "CREATE TABLE a (id int PRIMARY KEY, v varchar(5), w text)",
                        "CREATE TABLE b (id int PRIMARY KEY)",
                        "CREATE TABLE c (id int PRIMARY KEY)")
                .types(MigrationType.Full);
        other.targetDatabase()
                .execute(
                        "CREATE TABLE a (id bigint PRIMARY KEY, v varchar(5))",
                        "CREATE VIEW b AS SELECT 1 AS id",
                        "CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                        "CREATE TRIGGER fires BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION t()",
                        "ALTER TABLE a ENABLE REPLICA TRIGGER fires");
        var outcome = other.check();
        assertThat(failed(outcome, "TargetTables", Side.Target).message())
                .contains("public.b is not a table")
                .contains("public.c does not exist");
        assertThat(failed(outcome, "TargetColumns", Side.Target).remedy())
                .contains("ALTER TABLE \"public\".\"a\" ALTER COLUMN \"id\" TYPE integer USING \"id\"::integer;")
                .contains("ALTER TABLE \"public\".\"a\" ADD COLUMN \"w\" text;");
        assertThat(failed(outcome, "TargetTriggersAlways", Side.Target).remedy())
                .isEqualTo("ALTER TABLE \"public\".\"a\" DISABLE TRIGGER \"fires\";");

        other.targetDatabase()
                .execute(
                        failed(outcome, "TargetColumns", Side.Target).remedy(),
                        failed(outcome, "TargetTriggersAlways", Side.Target).remedy());
        assertThat(other.check().failed()).as("what no SQL was given for").containsExactly("TargetTables/Target");
    }

    @Test
    void selectionThatMeansNothing() {
        var outcome = PrecheckCase.fresh(GOOD_TABLE, "CREATE TABLE nice (id int PRIMARY KEY)")
                .objects(new ObjectSelection(
                        List.of("public.*", "shopp.*"),
                        null,
                        Map.of("public", "datamigration", "sales", "s"),
                        Map.of("public.good", "x.same", "public.nice", "x.same", "public.lost", "x.y")))
                .check();
        assertThat(failed(outcome, "SelectedTables", Side.Source).message())
                .contains("the pattern shopp.* matches nothing")
                .contains("the schema sales does not exist")
                .contains("the table public.lost does not exist");
        assertThat(failed(outcome, "TargetNames", Side.Source).message()).contains("would both become x.same");
        var reserved = PrecheckCase.fresh(GOOD_TABLE)
                .objects(new ObjectSelection(List.of("*"), null, Map.of("public", "datamigration"), null))
                .check();
        assertThat(failed(reserved, "TargetNames", Side.Source).message()).contains("reserved schema");
    }

    @Test
    void wideRowsAreRefusedByName() {
        var wide = PrecheckCase.fresh(
                        "CREATE TABLE wide (id int PRIMARY KEY, a text, b bytea, c jsonb)",
                        "INSERT INTO wide SELECT 1, repeat('a', 700000), '\\x00', '{}'",
                        "INSERT INTO wide SELECT 2, repeat('a', 700000), decode(repeat('00', 400000), 'hex'),"
                                + " jsonb_build_object('k', repeat('b', 300000))",
                        "CREATE TABLE narrow (id int PRIMARY KEY, a text)",
                        "INSERT INTO narrow SELECT 1, repeat('a', 900000)")
                .maxRowBytes(1_048_576);
        var item = failed(wide.check(), "WideRows", Side.Source);
        assertThat(item.message()).contains("public.wide has a row of 1400").doesNotContain("narrow");
        assertThat(wide.maxRowBytes(2_000_000).check().failed()).isEmpty();
    }

    @Test
    void sameDatabaseTwice() {
        var one = PrecheckCase.fresh(GOOD_TABLE);
        var same = PrecheckCase.of(one.sourceDatabase(), one.sourceDatabase());
        failed(same.check(), "SameDatabase", Side.Target);
        // no lock is left behind once its session has ended: another look comes to the same end
        await().until(() -> one.sourceDatabase().count("pg_locks WHERE locktype = 'advisory'") == 0);
    }

    @Test
    void encodingOfTheTarget() {
        PostgresServers.target()
                .maintenance()
                .execute(
                        "CREATE DATABASE precheck_latin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
        var target = PostgresServers.target().maintenance();
        var latin = new TestDatabase(target.host(), target.port(), "precheck_latin", target.user(), target.password());
        var source = PostgresServers.source().createDatabase("precheck");
        source.execute(GOOD_TABLE);
        var item = failed(PrecheckCase.of(source, latin).check(), "Encoding", Side.Target);
        assertThat(item.message()).contains("UTF8").contains("LATIN1");
        assertThat(item.remedy()).contains("ENCODING 'UTF8' TEMPLATE template0");
        Stream.of(item.remedy().substring(item.remedy().indexOf("ALTER")).split("(?<=;) "))
                .forEach(statement -> target.execute(statement));
        assertThat(PrecheckCase.of(source, latin)
                        .check()
                        .item("Encoding", Side.Target)
                        .status())
                .isEqualTo(PrecheckItemStatus.Passed);
    }

    @Test
    void extensionThatTheTargetLacks() {
        // pg_logicalinspect came with version 18, so an older target does not have it
        var source = PostgresServers.shared(18).createDatabase("precheck");
        var target = PostgresServers.shared(17).createDatabase("precheck");
        source.execute(
                "CREATE EXTENSION pg_logicalinspect",
                "CREATE EXTENSION citext",
                "CREATE TABLE a (id int PRIMARY KEY, c citext)");
        assertThat(PrecheckCase.of(source, target).check().failed()).isEmpty();
        source.execute("CREATE VIEW meta AS SELECT * FROM pg_get_logical_snapshot_meta('x')");
        var outcome = PrecheckCase.of(source, target).check();
        var item = failed(outcome, "Extensions", Side.Target);
        assertThat(item.message())
                .contains("pg_logicalinspect is not available")
                .doesNotContain("citext");
        assertThat(item.skippable()).isTrue();
        assertThat(outcome.item("VersionOrder", Side.Target).status()).isEqualTo(PrecheckItemStatus.Warning);
    }

    @Test
    void typesAndCollationsThatTheTargetLacks() {
        var types = PrecheckCase.fresh(
                        "CREATE SCHEMA lib",
                        "CREATE TYPE lib.mood AS ENUM ('sad')",
                        "CREATE COLLATION lib.sorted FROM \"C\"",
                        "CREATE TABLE a (id int PRIMARY KEY, m lib.mood[], t text COLLATE lib.sorted)")
                .objects(Map.of(), "public.*");
        var outcome = types.types(MigrationType.Full).check();
        assertThat(failed(outcome, "ColumnTypes", Side.Target).message()).contains("lib.mood");
        assertThat(failed(outcome, "Collations", Side.Target).message()).contains("lib.sorted");
        // with the schema they come along
        assertThat(types.check().failed()).isEmpty();
    }

    @Test
    void aConnectionThatIsCutMeanwhileIsNoFinding() {
        var good = PrecheckCase.fresh(GOOD_TABLE);
        var database = good.sourceDatabase();
        var told = new AtomicReference<PrecheckStatus>();
        var precheck = new Precheck(good.run(), found -> {
            if (told.getAndSet(found) == null) {
                database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                        + database.name() + "' AND application_name LIKE 'dm:%'");
            }
        });
        assertThatThrownBy(precheck::check)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.Unreachable));
        assertThat(new PrecheckCase.Outcome(told.get()).failed()).isEmpty();
    }

    private static PrecheckItem failed(PrecheckCase.Outcome outcome, String name, Side side) {
        var item = outcome.item(name, side);
        assertThat(item.status()).as(item.toString()).isEqualTo(PrecheckItemStatus.Failed);
        return item;
    }
}
