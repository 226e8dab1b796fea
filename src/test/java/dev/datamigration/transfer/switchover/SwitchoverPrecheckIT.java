package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.ForwardSwitchoverSettings;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.LargeObjectHandling;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.PGConnection;

/** Each item fails for its reason, and passes once its own remedy was run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwitchoverPrecheckIT {
    private static final ForwardSwitchoverSettings USUAL =
            new ForwardSwitchoverSettings(true, null, null, null, null, null, null, 10, 1, 10, null, null);

    private SwitchoverScene scene;

    @BeforeAll
    void migrate() {
        scene = new SwitchoverScene(
                        "CREATE TABLE customer (id serial PRIMARY KEY, name text NOT NULL)",
                        "CREATE TABLE click (page text)",
                        "ALTER TABLE click REPLICA IDENTITY FULL",
                        "CREATE TABLE empty_one (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY)",
                        "CREATE TABLE fired (n int)",
                        "CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS"
                                + " 'BEGIN RAISE EXCEPTION ''fired''; END'",
                        "INSERT INTO customer (name) SELECT 'c' || i FROM generate_series(1, 50) i",
                        "INSERT INTO click SELECT 'p' FROM generate_series(1, 3)",
                        "CREATE TRIGGER t BEFORE INSERT OR UPDATE OR DELETE ON customer FOR EACH ROW"
                                + " EXECUTE FUNCTION fire()",
                        "DROP TABLE fired")
                .migrate();
        scene.update(USUAL);
    }

    @AfterAll
    void end() {
        scene.close();
    }

    @AfterEach
    void nothingIsLeft() {
        scene.sourceLogin = scene.source;
        scene.targetLogin = scene.target;
        scene.types.remove(MigrationType.FullVerification);
        scene.update(USUAL);
        assertThat(failed()).isEmpty();
        assertThat(scene.source.count("customer")).isEqualTo(50);
    }

    private List<SwitchoverItem> failed() {
        var found = scene.perform(1, SwitchoverStep.SwitchoverPrecheck);
        var failed = found.items().stream()
                .filter(item -> item.status() == SwitchoverItemStatus.Failed)
                .toList();
        assertThat(found.state()).isEqualTo(failed.isEmpty() ? StepState.Done : StepState.Failed);
        return failed;
    }

    private List<SwitchoverItem> failed(String name) {
        return failed().stream().filter(item -> item.name().equals(name)).toList();
    }

    /** The item fails; what it says is run; then it passes. */
    private SwitchoverItem mended(String name, Side side) {
        var failed = failed(name);
        assertThat(failed).as(name).isNotEmpty();
        for (var item : failed) {
            assertThat(item.side()).isEqualTo(side);
            assertThat(item.sql()).as(item.message()).isNotNull();
            scene.side(side).execute(item.sql());
        }
        // a server needs a moment to end a session
        await().pollDelay(Duration.ZERO).until(() -> failed(name).isEmpty());
        return failed.get(0);
    }

    private TestDatabase mover(TestDatabase database, String suffix, String... statements) {
        var name = "mover_" + suffix + "_" + database.name();
        database.execute(
                "SET password_encryption = 'scram-sha-256'",
                "CREATE ROLE " + name + " LOGIN REPLICATION PASSWORD 'm0ver-of-rows'");
        for (var statement : statements) {
            database.execute(statement.formatted(name));
        }
        return new TestDatabase(database.host(), database.port(), database.name(), name, "m0ver-of-rows");
    }

    private TestDatabase moverOnSource(String suffix, String... statements) {
        scene.sourceLogin = mover(scene.source, suffix, statements);
        scene.run.update(scene.plan());
        return scene.sourceLogin;
    }

    private TestDatabase moverOnTarget(String suffix, String... statements) {
        scene.targetLogin = mover(scene.target, suffix, statements);
        scene.target.execute(
                "GRANT USAGE ON SCHEMA datamigration TO " + scene.targetLogin.user(),
                "GRANT SELECT ON ALL TABLES IN SCHEMA datamigration TO " + scene.targetLogin.user());
        scene.run.update(scene.plan());
        return scene.targetLogin;
    }

    /** Of kinds that are not told by the log. */
    @Test
    void whatWasChangedInTheSourcesSchemaIsNotOnTheTarget() {
        scene.source.execute(
                "CREATE STATISTICS names ON id, name FROM customer", "ALTER TABLE customer SET (fillfactor = 90)");
        mended("SchemaInStep", Side.Target);
        scene.source.execute("DROP STATISTICS names", "ALTER TABLE customer RESET (fillfactor)");
        mended("SchemaInStep", Side.Target);
    }

    @Test
    void latencyIsMeasuredWithAMarker() throws SQLException {
        scene.update(new ForwardSwitchoverSettings(true, null, null, null, null, null, null, 1, 100, 10, null, null));
        try (var connection = begun(scene.target, "LOCK TABLE click IN SHARE MODE")) {
            scene.source.execute("INSERT INTO click VALUES ('late')");
            assertThat(failed("Latency"))
                    .singleElement()
                    .satisfies(item -> assertThat(item.message()).contains("bytes of log are not applied"));
            connection.rollback();
        }
        await().pollDelay(Duration.ZERO).until(() -> failed("Latency").isEmpty());
    }

    @Test
    void theVerificationHasToBeEqualOrSkipped() {
        scene.types.add(MigrationType.FullVerification);
        var skipped = scene.verification;
        scene.verification = new FullVerificationSettings(false, null, null, null, 5L);
        scene.run.update(scene.plan());
        assertThat(failed("Verification"))
                .singleElement()
                .satisfies(item -> assertThat(item.message()).contains("public.click", "not compared yet"));
        var row = "INSERT INTO datamigration.compared_table (task_id, run_nonce, source_schema, source_table, result)"
                + " SELECT '" + scene.taskId + "', 5, 'public', name, '%s'"
                + " FROM unnest(ARRAY['click', 'customer', 'empty_one']) name";
        scene.target.execute(row.formatted("Inconsistent"));
        assertThat(failed("Verification"))
                .singleElement()
                .satisfies(item -> assertThat(item.message()).contains("public.click (Inconsistent)"));
        scene.target.execute("DELETE FROM datamigration.compared_table", row.formatted("Consistent"));
        assertThat(failed("Verification")).isEmpty();
        scene.target.execute("DELETE FROM datamigration.compared_table");
        scene.verification = skipped;
    }

    @Test
    void oldTransactionsAreListedWithoutTheirValues() throws SQLException {
        try (var connection = begun(scene.source, "SELECT 'secret of a row', 4711 FROM customer")) {
            await().until(() -> !failed("OpenTransactions").isEmpty());
            var item = mended("OpenTransactions", Side.Source);
            assertThat(item.message())
                    .contains("application 'test'", "SELECT ?, ? FROM customer")
                    .doesNotContain("secret", "4711");
            assertThat(connection.isValid(2)).isFalse();
        }
    }

    /** Whoever opens a session chooses what it is called. */
    @Test
    void aTransactionThatIsCalledOneOfTheTasksIsListed() throws SQLException {
        var pretender = mover(scene.source, "pretender", "GRANT ALL ON click TO %s");
        try (var connection = begun(pretender, "SET LOCAL application_name = 'dm:" + scene.taskId + ":apply'")) {
            connection.createStatement().execute("INSERT INTO click VALUES ('x')");
            await().until(() -> !failed("OpenTransactions").isEmpty());
            assertThat(failed("OpenTransactions").get(0).message()).contains("A transaction of " + pretender.user());
            connection.rollback();
        }
    }

    @Test
    void writersWhoseAgeMayNotBeSeenAreToldOf() throws SQLException {
        moverOnSource("age", grants());
        try (var connection = begun(scene.source, "INSERT INTO click VALUES ('x')")) {
            var item = failed("OpenTransactions").get(0);
            assertThat(item.sql()).contains("GRANT pg_read_all_stats");
            scene.source.execute(item.sql());
            await().until(() -> !failed("OpenTransactions").isEmpty());
            assertThat(failed("OpenTransactions").get(0).message()).contains("is open for");
            connection.rollback();
        }
    }

    private static String[] grants() {
        return new String[] {
            "GRANT ALL ON ALL TABLES IN SCHEMA public TO %s", "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO %s"
        };
    }

    @Test
    void anOldTransactionOnTheNewSideWouldKeepTheCaptureWaiting() throws SQLException {
        try (var connection = begun(scene.target, "CREATE TABLE never (n int)")) {
            await().until(() -> !failed("CaptureUnhindered").isEmpty());
            connection.rollback();
        }
        assertThat(failed("CaptureUnhindered")).isEmpty();
    }

    @Test
    void theNewSideMustLetItsLogBeRead() {
        moverOnTarget("log", "ALTER ROLE %s NOREPLICATION");
        mended("ReplicationConnection", Side.Target);
    }

    @Test
    void theNewSideMustLetItsTablesBePublished() {
        moverOnTarget("pub");
        mended("Publication", Side.Target);
    }

    @Test
    void theCheckpointsNeedAPlaceOnTheOldSide() throws SQLException {
        moverOnSource("place");
        mended("CheckpointSchema", Side.Source);
        try (var another = scene.source.connect()) {
            CheckpointSchema.install(another);
        }
        scene.source.execute(
                "CREATE TABLE datamigration.stranded_of_another_task (content text)",
                "INSERT INTO datamigration.stranded_of_another_task VALUES ('theirs')");
        assertThat(mended("CheckpointSchema", Side.Source).message())
                .contains("which another account made")
                .doesNotContain("stranded");
        assertThat(scene.source.queryOne("SELECT has_table_privilege('" + scene.sourceLogin.user()
                        + "', 'datamigration.stranded_of_another_task', 'SELECT')"))
                .as("rows of another task")
                .isEqualTo("f");
        scene.source.execute("DROP SCHEMA datamigration CASCADE");
    }

    @Test
    void theNewSidesLogMustTellTheRows() {
        scene.target.execute(
                "ALTER TABLE customer REPLICA IDENTITY NOTHING", "ALTER TABLE click REPLICA IDENTITY DEFAULT");
        assertThat(failed()).extracting(SwitchoverItem::name).contains("ReplicaIdentity", "TablesWithoutKey");
        mended("ReplicaIdentity", Side.Target);
        mended("TablesWithoutKey", Side.Target);
    }

    @Test
    void theWayBackMustNotFireTriggers() {
        moverOnSource("role");
        var item = failed("WriteAccess").get(0);
        assertThat(item.message()).contains("session_replication_role");
        scene.source.execute(item.sql());
        assertThat(failed("WriteAccess"))
                .noneSatisfy(left -> assertThat(left.message()).contains("session_replication_role"));
    }

    @Test
    void everyTableIsReallyWritten() throws SQLException {
        if (scene.source.queryOne("SHOW server_version_num").compareTo("150000") > 0) {
            moverOnSource("write", "GRANT SET ON PARAMETER session_replication_role TO %s");
            assertThat(failed("WriteAccess")).hasSize(3);
            mended("WriteAccess", Side.Source);
            scene.sourceLogin = scene.source;
            scene.run.update(scene.plan());
        }
        scene.source.execute("ALTER TABLE click ADD CONSTRAINT never CHECK (page <> 'p') NOT VALID");
        assertThat(scene.perform(1, SwitchoverStep.SwitchoverPrecheck).items())
                .filteredOn(item -> item.name().equals("WriteAccess"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.status()).isEqualTo(SwitchoverItemStatus.Passed);
                    assertThat(item.message()).contains("refuses the row that was tried: public.click");
                });
        scene.source.execute("ALTER TABLE click DROP CONSTRAINT never");
        try (var connection = begun(scene.source, "LOCK TABLE click IN SHARE MODE")) {
            assertThat(failed("WriteAccess")).singleElement().satisfies(item -> {
                assertThat(item.message()).contains("locked by somebody");
                assertThat(scene.source.query(item.sql())).contains(processOf(connection));
            });
            connection.rollback();
        }
    }

    @Test
    void sequencesMustBeReadableHereAndWritableThere() {
        moverOnSource("seq");
        assertThat(failed("SequencesReadable")).hasSize(2);
        mended("SequencesReadable", Side.Source);
        scene.sourceLogin = scene.source;
        moverOnTarget("seq");
        assertThat(failed("SequencesWritable")).hasSize(2);
        mended("SequencesWritable", Side.Target);
    }

    @Test
    void largeObjectsMustBeReadableAndDoNotComeBack() {
        scene.source.execute("SELECT lo_from_bytea(70001, 'one'), lo_from_bytea(70002, 'two')");
        largeObjects(LargeObjectHandling.Carry);
        moverOnSource("lo");
        assertThat(mended("LargeObjects", Side.Source).message()).contains("may not read 2 large objects");
        var items = scene.perform(1, SwitchoverStep.SwitchoverPrecheck).items().stream()
                .filter(item -> item.name().equals("LargeObjects"))
                .toList();
        assertThat(items)
                .extracting(SwitchoverItem::status)
                .containsExactly(SwitchoverItemStatus.Manual, SwitchoverItemStatus.Passed);
        assertThat(items.get(0).message()).contains("not carried back");
        scene.source.execute("DROP OWNED BY " + scene.sourceLogin.user());
        scene.source.execute("SELECT lo_unlink(70001), lo_unlink(70002)");
        largeObjects(LargeObjectHandling.Leave);
    }

    private void largeObjects(LargeObjectHandling handling) {
        scene.objects = scene.objects.with(handling);
        scene.run.select(scene.objects);
    }

    @Test
    void tablesMustHaveTheSameShape() {
        scene.target.execute("ALTER TABLE click ADD COLUMN extra int");
        scene.source.execute("CREATE TABLE newcomer (n int)");
        assertThat(failed("TableShapes"))
                .extracting(SwitchoverItem::message)
                .anyMatch(message -> message.contains("column extra is on the target only"))
                .anyMatch(message -> message.contains("public.newcomer is on the source only"));
        scene.target.execute("ALTER TABLE click DROP COLUMN extra");
        scene.source.execute("DROP TABLE newcomer");
        assertThat(failed("TableShapes")).isEmpty();
    }

    @Test
    void deferredObjectsMustBeBuilt() {
        scene.target.execute("UPDATE datamigration.schema_object SET done = false WHERE name = 'customer_pkey'");
        assertThat(failed("DeferredObjects"))
                .singleElement()
                .satisfies(item -> assertThat(item.message()).contains("customer_pkey"));
        scene.target.execute("UPDATE datamigration.schema_object SET done = true WHERE name = 'customer_pkey'");
    }

    @Test
    void rolesMustBeThereAndInReach() {
        var role = "app_" + scene.source.name();
        scene.update(new ForwardSwitchoverSettings(
                true, null, null, null, null, true, List.of(role), 10, 1, 10, null, null));
        assertThat(failed("Fence")).singleElement().satisfies(item -> {
            assertThat(item.message()).contains("does not exist");
            assertThat(scene.source.query(item.sql())).contains(scene.source.user());
        });
        scene.source.execute("CREATE ROLE " + role + " LOGIN");
        assertThat(failed("Fence")).isEmpty();
        moverOnSource("fence");
        var printed = failed("Fence");
        assertThat(printed).hasSize(2);
        var version = Integer.parseInt(scene.source.queryOne("SHOW server_version_num"));
        printed.forEach(item -> scene.source.execute(ofVersion(item.sql(), version)));
        assertThat(failed("Fence")).isEmpty();
    }

    /** Where it differs by version, what is said of this one. */
    private static String ofVersion(String sql, int version) {
        var mark = version < 160000 ? "-- before version 16: " : "-- version 16 and later: ";
        return sql.lines()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .findFirst()
                .orElse(sql);
    }

    private static String processOf(Connection connection) throws SQLException {
        return Integer.toString(connection.unwrap(PGConnection.class).getBackendPID());
    }

    private static Connection begun(TestDatabase database, String sql) throws SQLException {
        var connection = database.connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return connection;
    }
}
