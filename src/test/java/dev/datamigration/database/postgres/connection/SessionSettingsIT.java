package dev.datamigration.database.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.HostileSettings;
import dev.datamigration.database.postgres.connection.SessionSetting.Treatment;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was set for the role or the database of a session: what it reads and writes is the same, and it lives on. */
class SessionSettingsIT {
    private static final AtomicInteger ROLES = new AtomicInteger();
    private static final List<String> TABLES = List.of("kept", "\"Odd Name\"", "loose");
    private static final String CONTENT =
            "SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) || count(*) FROM public.%s t";

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void everySettingOfAServerIsClassified(int version) {
        classified(version);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17})
    void everySettingOfTheOtherServersIsClassified(int version) {
        classified(version);
    }

    private static void classified(int version) {
        var settable = PostgresServers.shared(version).maintenance().query("""
                SELECT name FROM pg_settings
                 WHERE context IN ('user', 'superuser', 'backend', 'superuser-backend') AND name NOT LIKE '%.%'""");
        // a setting that came with a minor release may be missing
        assertThat(SessionSettings.ALL.stream()
                        .filter(setting -> setting.isKnownTo(version))
                        .map(SessionSetting::name))
                .as("settings of version %d that docs/session-settings.md must tell of", version)
                .containsAll(settable);
        var done = SessionSettings.ALL.stream()
                .filter(setting -> setting.isKnownTo(version) && !setting.name().equals("role"))
                .filter(setting -> setting.treatment() != Treatment.Left)
                .map(SessionSetting::name);
        assertThat(settable).as("settings of version %d", version).containsAll(done.toList());
    }

    @Test
    void dataMovesWithEveryHostileSettingOfTheRole() {
        var source = PostgresServers.shared(13);
        var target = PostgresServers.shared(18);
        move(source, target, HostileSettings.of(source), HostileSettings.of(target), false);
    }

    @Test
    void dataMovesWithEveryHostileSettingOfTheDatabase() {
        var source = PostgresServers.shared(18);
        var target = PostgresServers.shared(13);
        move(source, target, treated(source), treated(target), true);
    }

    /** What a setting that is left as it is does is the same wherever it comes from: that of the role shows it, and takes long. */
    private static Map<String, String> treated(PostgresInstance server) {
        var settings = HostileSettings.of(server);
        SessionSettings.ALL.stream()
                .filter(setting -> setting.treatment() == Treatment.Left)
                .forEach(setting -> settings.remove(setting.name()));
        return settings;
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16, 17, 18})
    void dataMovesWithEachHostileSettingAlone(int version) {
        var server = PostgresServers.shared(version);
        HostileSettings.of(server).forEach((name, value) -> {
            var one = Map.of(name, value);
            move(server, server, one, one, version % 2 == 0);
        });
    }

    @Test
    void aSettingThatTheAccountMayNotChangeIsNamedWithWhatToRun() {
        var server = PostgresServers.shared(18);
        var database = server.createDatabase("settings");
        var role = "held_" + ROLES.incrementAndGet();
        database.execute(
                "CREATE ROLE " + role + " LOGIN PASSWORD 'x'", "ALTER ROLE " + role + " SET zero_damaged_pages = on");
        var login = new TestDatabase(database.host(), database.port(), database.name(), role, "x");
        var opened = new PostgresServer(login.access(Side.Source));
        var scope = new RunScope("held", 1);
        assertThatThrownBy(() -> opened.open(scope, "test")).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).isEqualTo(FailureCode.ServerSetting);
            assertThat(e.failure().message()).contains("zero_damaged_pages", role);
            var remedy = e.failure().remedy();
            database.execute(remedy.substring(remedy.indexOf("ALTER"), remedy.indexOf(';')));
        });
        scope.close(opened.open(scope, "test"));
    }

    @Test
    void aCommitMayAskForMoreThanOurs() throws SQLException {
        var database = PostgresServers.shared(18).createDatabase("settings");
        database.execute("ALTER DATABASE " + database.name() + " SET synchronous_commit = remote_apply");
        var scope = new RunScope("durable", 1);
        try (var connection = new PostgresServer(database.access(Side.Source)).open(scope, "test");
                var shown = connection.createStatement().executeQuery("SHOW synchronous_commit")) {
            shown.next();
            assertThat(shown.getString(1)).isEqualTo("remote_apply");
        }
    }

    private static void move(
            PostgresInstance source,
            PostgresInstance target,
            Map<String, String> hostileSource,
            Map<String, String> hostileTarget,
            boolean ofDatabase) {
        var from = source.createDatabase("hostile_source");
        var to = target.createDatabase("hostile_target");
        from.execute(
                "CREATE SCHEMA hostile",
                "CREATE TYPE mood AS ENUM ('glad', 'sad')",
                "CREATE TABLE kept (id bigint PRIMARY KEY, at timestamptz, span interval, f float8, r real, b bytea, a text[],"
                        + " n int[], t text DEFAULT 'a\\b', m mood, j jsonb, d date, cash money,"
                        + " due timestamptz DEFAULT '2001-02-03 04:05:06+00', slow interval DEFAULT '1 day 02:03:04')",
                "CREATE TABLE \"Odd Name\" (\"user\" int, \"Key\" text, PRIMARY KEY (\"user\", \"Key\"),"
                        + " parent bigint REFERENCES kept)",
                "CREATE TABLE loose (id int, t text, x float8)",
                "ALTER TABLE loose REPLICA IDENTITY FULL",
                "CREATE VIEW seen AS SELECT id, t FROM kept WHERE t LIKE 'a\\\\%' ESCAPE '\\'",
                "CREATE FUNCTION twice(i int) RETURNS text LANGUAGE sql AS $$ SELECT 'x\\y' || i * 2 $$",
                insert(1, 3000),
                "INSERT INTO \"Odd Name\" SELECT i, 'k\\' || i, i FROM generate_series(1, 500) i",
                "INSERT INTO loose SELECT i, 'l\\' || i, i / 3.0 FROM generate_series(1, 2000) i");
        var driver = new Driver(
                hostile(source, from, hostileSource, ofDatabase), hostile(target, to, hostileTarget, ofDatabase));
        try (var engine = driver.engine) {
            driver.task.performUpTo(Phase.IncrementalSync);
            var task = driver.task.task().uid();
            from.execute(
                    insert(4001, 4100),
                    "UPDATE kept SET a = ARRAY[NULL, 'null', 'x'], at = at + interval '1 s', f = f / 3 WHERE id <= 50",
                    "DELETE FROM \"Odd Name\" WHERE \"user\" < 10",
                    "UPDATE loose SET x = x / 7 WHERE id <= 30");
            if (hostileSource.keySet().stream().anyMatch(name -> name.endsWith("timeout"))) {
                outlive(from, to, task);
            }
            await().until(() -> to.count("kept WHERE id > 4000") == 100);
            from.execute("UPDATE kept SET t = 'b\\c' WHERE id = 7");
            var verified = driver.task.perform(Phase.FullVerification).details().verification();
            assertThat(verified.consistent()).as("%s", verified).isTrue();
            for (var table : TABLES) {
                assertThat(to.query(plain(table))).as(table).isEqualTo(from.query(plain(table)));
            }
            assertThat(driver.task.perform(Phase.IncrementalSync).activity()).isInstanceOf(WorkerState.PhaseDone.class);
            driver.task.release();
        }
    }

    private static String insert(int first, int last) {
        return "INSERT INTO kept SELECT i, timestamptz '2020-01-01 00:00Z' + i * interval '1.7 h', i * interval '-1.3 h',"
                + " i / 7.0, i / 7.0, decode(md5(i::text), 'hex'), ARRAY['a\\', NULL, 'null', '\"' || i], ARRAY[i, NULL],"
                + " 't\\' || i, 'sad', jsonb_build_object('k', i), date '2020-01-01' + i, (i * 1234.56)::numeric::money"
                + " FROM generate_series(%d, %d) i".formatted(first, last);
    }

    /** Longer than any session may idle or be in a transaction by its role's settings. */
    private static void outlive(TestDatabase from, TestDatabase to, String task) {
        for (var database : List.of(from, to)) {
            await().until(() -> database.count("pg_stat_activity WHERE application_name LIKE 'dm:" + task
                            + ":%' AND backend_start < clock_timestamp() - interval '2.5 s'")
                    > 0);
        }
    }

    /** The same on both sides, as nothing but the rows decides. */
    private static String plain(String table) {
        return CONTENT.formatted(table);
    }

    /** A login for which the settings hold, and for nobody else. */
    private static TestDatabase hostile(
            PostgresInstance server, TestDatabase database, Map<String, String> settings, boolean ofDatabase) {
        var role = "hostile_" + ROLES.incrementAndGet();
        database.execute(
                "SET password_encryption = 'scram-sha-256'",
                "CREATE ROLE " + role + " SUPERUSER LOGIN PASSWORD 'x'",
                "CREATE ROLE " + role + "_other",
                "ALTER ROLE " + role + " SET role = " + role + "_other");
        settings.forEach((name, value) -> {
            if (ofDatabase) {
                var sane = database.queryOne(
                        "SELECT quote_literal(reset_val) FROM pg_settings WHERE name = '" + name + "'");
                database.execute(
                        "ALTER ROLE postgres IN DATABASE " + database.name() + " SET " + name + " = "
                                + (name.equals("search_path") ? "\"$user\", public" : sane),
                        "ALTER DATABASE " + database.name() + " SET " + name + " = " + value);
            } else {
                database.execute("ALTER ROLE " + role + " SET " + name + " = " + value);
            }
        });
        return new TestDatabase(database.host(), database.port(), database.name(), role, "x");
    }

    private static final class Driver {
        final LocalEngine engine = new LocalEngine();
        final EngineDriver task;

        Driver(TestDatabase source, TestDatabase target) {
            task = new EngineDriver(engine, EngineDriver.plan(source, target));
        }
    }
}
