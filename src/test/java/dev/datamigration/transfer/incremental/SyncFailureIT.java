package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong is told with its remedy, loses nothing, and goes on after the remedy. */
class SyncFailureIT {
    private static final Pattern STATEMENT =
            Pattern.compile("(ALTER TABLE|ALTER TYPE|ALTER FUNCTION|DROP INDEX|CREATE TABLE) [^;]*;");

    private final SyncFixture sync = new SyncFixture();

    /** Nothing is made on the target by itself here. */
    @BeforeEach
    void tellNothing() {
        sync.settings = new IncrementalSyncSettings(null, null, null, 1, null, List.of(), null, null, null, null);
    }

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void typeAlteredOnTheTarget() {
        start("CREATE TABLE t (id int PRIMARY KEY, v text)");
        sync.source.execute("INSERT INTO t VALUES (1, '1')");
        sync.caughtUp();
        sync.target.execute("ALTER TABLE t ALTER v TYPE int USING v::int");
        sync.source.execute("INSERT INTO t VALUES (2, 'planted')");

        var failure = sync.failure();
        assertThat(failure.code()).isEqualTo(FailureCode.TargetSchemaChanged);
        assertThat(failure.message()).contains("Column v of public.t").contains("it was text and is integer");
        goesOnAfter(failure);
    }

    @Test
    void rowWiderThanTheLimit() {
        sync.limits = new Limits(null, null, 1L << 20);
        start("CREATE TABLE t (id int PRIMARY KEY, v text)");
        sync.source.execute(
                "INSERT INTO t VALUES (1, repeat('x', 1000000)), (2, 'b')",
                "UPDATE t SET v = repeat('y', 1100000) WHERE id = 2",
                "INSERT INTO t VALUES (3, 'c')");
        var failure = sync.failure();
        assertThat(failure.code()).isEqualTo(FailureCode.RowTooWide);
        assertThat(failure.message()).startsWith("Update of a row of public.t with the key (id) = (2) takes 11000");
        assertThat(sync.target.query("SELECT id || '|' || length(v) FROM t ORDER BY id"))
                .as("what came before")
                .containsExactly("1|1000000", "2|1");
        sync.limits = new Limits(null, null, 2L << 20);
        sync.start().caughtUp().assertSame("t");
    }

    /** Nobody else would tell that progress is not reported any more. */
    @Test
    void anErrorInAThreadBesideTheApply() {
        sync.onStatus = status -> {
            throw new StackOverflowError("injected");
        };
        start("CREATE TABLE t (id int PRIMARY KEY)");
        assertThat(sync.end()).isInstanceOf(StackOverflowError.class).hasMessage("injected");
    }

    @Test
    void columnAddedOnTheSource() {
        start("CREATE TABLE t (id int PRIMARY KEY)");
        sync.source.execute(
                "INSERT INTO t VALUES (1)",
                "ALTER TABLE t ADD COLUMN \"New one\" numeric(8,2) DEFAULT 7",
                "INSERT INTO t VALUES (2)");

        var failure = sync.failure();
        assertThat(failure.code()).isEqualTo(FailureCode.SourceSchemaChanged);
        assertThat(failure.message()).contains("Column New one of public.t");
        assertThat(failure.remedy())
                .contains("ALTER TABLE \"public\".\"t\" ADD COLUMN \"New one\" numeric(8,2) DEFAULT 7;");
        assertThat(sync.target.query("SELECT id FROM t")).as("what came before").containsExactly("1");
        goesOnAfter(failure);
    }

    @Test
    void columnRenamedOnTheSource() {
        start("CREATE TABLE t (id int PRIMARY KEY, v text)");
        sync.source.execute(
                "INSERT INTO t VALUES (1, 'a')", "ALTER TABLE t RENAME v TO w", "INSERT INTO t VALUES (2, 'b')");
        var failure = sync.failure();
        assertThat(failure.code()).isEqualTo(FailureCode.SourceSchemaChanged);
        assertThat(failure.message()).contains("it was renamed under way");
        goesOnAfter(failure);
    }

    @Test
    void columnDroppedOnTheSource() {
        start("CREATE TABLE t (id int PRIMARY KEY, v text NOT NULL)");
        sync.source.execute("ALTER TABLE t DROP v", "INSERT INTO t VALUES (2)");
        var failure = sync.failure();
        assertThat(failure.code()).isEqualTo(FailureCode.SourceSchemaChanged);
        assertThat(failure.message()).contains("Column v of public.t on the target takes no NULL");
        goesOnAfter(failure);
    }

    @Test
    void typeAlteredOnTheSource() {
        start("CREATE TABLE t (id int PRIMARY KEY, v int)");
        sync.source.execute("INSERT INTO t VALUES (1, 1)");
        sync.caughtUp();
        sync.source.execute(
                "INSERT INTO t VALUES (2, 2)", "ALTER TABLE t ALTER v TYPE bigint", "INSERT INTO t VALUES (3, 3)");
        var failure = sync.failure();
        assertThat(failure.code()).isEqualTo(FailureCode.SourceSchemaChanged);
        assertThat(failure.message()).contains("is bigint on the source and integer in public.t");
        assertThat(sync.start().failure().code())
                .as("resumed without the remedy")
                .isEqualTo(FailureCode.SourceSchemaChanged);
        goesOnAfter(failure);
    }

    @Test
    void partitionCreatedOnTheSource() {
        start(
                "CREATE TABLE p (id int, k int, PRIMARY KEY (id, k)) PARTITION BY LIST (k)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)");
        sync.source.execute("CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2)", "INSERT INTO p VALUES (1, 1), (2, 2)");
        var failure = sync.failure();
        assertThat(failure.code()).isEqualTo(FailureCode.SourceSchemaChanged);
        assertThat(failure.remedy())
                .contains("CREATE TABLE \"public\".\"p2\" PARTITION OF \"public\".\"p\" FOR VALUES IN (2);");
        assertThat(failure.remedy()).startsWith("Run on the target: CREATE TABLE");
        sync.target.execute(failure.remedy()
                .substring("Run on the target: ".length(), failure.remedy().indexOf(';')));
        sync.start().caughtUp().assertSame("p");
    }

    @Test
    void rowRefusedByAConstraint() {
        start("CREATE TABLE t (id int PRIMARY KEY, v text)");
        sync.target.execute("ALTER TABLE t ADD CONSTRAINT only_short CHECK (length(v) < 3)");
        sync.source.execute("INSERT INTO t SELECT g, 'planted-value' || g FROM generate_series(1, 150) g");
        var failure = sync.failure();
        assertThat(failure.code()).isEqualTo(FailureCode.RowRefused);
        assertThat(failure.message()).contains("public.t", "only_short").doesNotContain("planted");
        assertThat(sync.target.count("t")).isZero();
        goesOnAfter(failure);

        sync.target.execute("CREATE UNIQUE INDEX only_one ON t (v)");
        sync.source.execute("INSERT INTO t SELECT 1000 + g, 'planted-value' || g FROM generate_series(1, 150) g");
        var twice = sync.failure();
        assertThat(twice.message()).contains("only_one").doesNotContain("planted");
        goesOnAfter(twice);
    }

    @Test
    void valuesOfATypeAddedOnTheSource() {
        start(
                "CREATE TYPE \"Mood\" AS ENUM ('sad', 'ok')",
                "CREATE TABLE t (id int PRIMARY KEY, m \"Mood\", ms \"Mood\"[])");
        sync.source.execute(
                "ALTER TYPE \"Mood\" ADD VALUE 'worst' BEFORE 'sad'",
                "ALTER TYPE \"Mood\" ADD VALUE 'so ''so' AFTER 'sad'",
                "INSERT INTO t VALUES (1, 'so ''so', '{worst,ok}')");
        var failure = sync.failure();
        assertThat(failure.code()).isEqualTo(FailureCode.SourceSchemaChanged);
        assertThat(failure.message())
                .isEqualTo("The type of column m of public.t has values on the source that public.\"Mood\" lacks on the"
                        + " target: they were added under way.");
        goesOnAfter(failure);
        assertThat(sync.target.queryOne("SELECT enum_range(NULL::\"Mood\")"))
                .isEqualTo(sync.source.queryOne("SELECT enum_range(NULL::\"Mood\")"));
    }

    @Test
    void aFunctionThatFindsANameByASearchPathOnly() {
        start(
                "CREATE SCHEMA lib",
                "CREATE FUNCTION lib.plain(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)'",
                "CREATE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lib.plain($1)'",
                "CREATE TABLE t (id int PRIMARY KEY, n text, f text GENERATED ALWAYS AS (folded(n)) STORED)");
        sync.both(
                "SET search_path = public, lib;"
                        + " CREATE OR REPLACE FUNCTION public.folded(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT plain($1)'",
                "DO 'BEGIN EXECUTE format(''ALTER DATABASE %I SET search_path = public, lib'', current_database()); END'");
        sync.source.execute("INSERT INTO t VALUES (2, 'Planted')");
        var failure = sync.failure();
        assertThat(failure.code()).as("%s", failure).isEqualTo(FailureCode.RowRefused);
        assertThat(failure.message())
                .contains("changes to public.t", "At work was public.folded(text)")
                .doesNotContain("lanted");
        goesOnAfter(failure);
    }

    @Test
    void diskFullOnTheTarget() {
        start("CREATE TABLE t (id int PRIMARY KEY)");
        sync.target.execute(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
                        + " RAISE 'could not extend file' USING ERRCODE = '53100'; END$$",
                "CREATE TRIGGER full_disk BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION full_disk()",
                "ALTER TABLE t ENABLE ALWAYS TRIGGER full_disk");
        sync.source.execute("INSERT INTO t SELECT generate_series(1, 150)");
        var failure = sync.failure();
        assertThat(failure.code()).isEqualTo(FailureCode.ResourceExhausted);
        assertThat(failure.remedy()).contains("disk space");
        sync.target.execute("DROP TRIGGER full_disk ON t");
        sync.start().caughtUp().assertSame("t");
    }

    @Test
    void rowsThatTheTargetHasLost() {
        start(
                "CREATE TABLE t (id int PRIMARY KEY, v text, wide text)",
                "ALTER TABLE t ALTER wide SET STORAGE EXTERNAL",
                "INSERT INTO t SELECT g, 'v', repeat('w', 5000) FROM generate_series(1, 4) g",
                "INSERT INTO t VALUES (5, 'v', 'narrow'), (6, 'v', 'narrow')");
        sync.target.execute("DELETE FROM t WHERE id IN (1, 2, 5, 6)", "INSERT INTO t VALUES (7, 'stranger')");
        sync.source.execute(
                "UPDATE t SET v = 'new' WHERE id = 5",
                "DELETE FROM t WHERE id IN (2, 6)",
                "INSERT INTO t VALUES (7, 'ours')");
        sync.caughtUp();
        sync.source.execute("UPDATE t SET v = 'new' WHERE id IN (1, 3)");
        var failure = sync.failure();
        assertThat(failure.code()).isEqualTo(FailureCode.TargetRowMissing);
        assertThat(failure.message()).contains("public.t").contains("key: id");
        assertThat(sync.counts()).containsEntry("conflicts", 4L);
        sync.target.execute("INSERT INTO t VALUES (1, '', repeat('w', 5000))");
        sync.start().caughtUp().assertSame("t");
    }

    @Test
    void slotThatIsGoneOrMoved() {
        start("CREATE TABLE t (id int PRIMARY KEY)");
        sync.caughtUp();
        sync.stop();
        // on disk, since a slot can be advanced only up to what the server has written
        sync.source.execute("SET synchronous_commit = on", "INSERT INTO t VALUES (1)");
        sync.awaitSlotFree();
        sync.source.execute("SELECT pg_replication_slot_advance('" + sync.slot + "', pg_current_wal_lsn())");
        assertThat(sync.start().failure().code()).isEqualTo(FailureCode.CheckpointsBehind);
        sync.awaitSlotFree();
        sync.source.execute("SELECT pg_drop_replication_slot('" + sync.slot + "')");
        var failure = sync.start().failure();
        assertThat(failure.code()).isEqualTo(FailureCode.SlotLost);
        assertThat(failure.remedy()).contains("End this task, empty its tables");
    }

    @Test
    void olderWorkerIsRefused() {
        start("CREATE TABLE t (id int PRIMARY KEY)");
        sync.caughtUp();
        sync.target.execute("UPDATE datamigration.task SET epoch = epoch + 1");
        sync.source.execute("INSERT INTO t VALUES (1)");
        assertThat(sync.failure().code()).isEqualTo(FailureCode.Superseded);
        assertThat(sync.target.count("t")).isZero();
    }

    private void start(String... schema) {
        sync.both(schema).capture().start();
    }

    /** Does what the remedy says, word by word, and resumes. */
    private void goesOnAfter(Failure failure) {
        var statements = STATEMENT
                .matcher(failure.remedy())
                .results()
                .map(MatchResult::group)
                .filter(statement ->
                        !statement.contains("ALTER COLUMN") || !failure.remedy().contains("; or: " + statement))
                .toArray(String[]::new);
        assertThat(statements).as(failure.remedy()).isNotEmpty();
        sync.target.execute(statements);
        sync.start().caughtUp().assertSame("t");
    }
}
