package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.Printed;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FullMigrationIT {
    @Test
    void everyKindOfTableArrivesWhole() {
        try (var fixture = LoadFixture.live().schema(Tables.DEFINITIONS)) {
            fixture.settings = LoadFixture.CUT_BY_KEY;
            fixture.source.execute(Tables.ROWS);
            var status = fixture.load();

            fixture.assertEqual();
            fixture.assertNoChunkTwice();
            assertThat(status.stage()).isEqualTo("Done");
            assertThat(status.tablesLoaded()).isEqualTo(status.tables()).isEqualTo(Tables.COUNT);
            assertThat(status.chunksLoaded()).isEqualTo(status.chunks());
            assertThat(status.migratedRows())
                    .isEqualTo(status.estimatedRows())
                    .isEqualTo(Long.parseLong(fixture.target.queryOne("SELECT sum(rows) FROM datamigration.chunk")));
            assertThat(fixture.chunks("composite")).isGreaterThanOrEqualTo(30);
            assertThat(fixture.chunks("collated")).isGreaterThanOrEqualTo(10);
            assertThat(fixture.chunks("extended")).isGreaterThanOrEqualTo(15);
            assertThat(fixture.chunks("keyless")).isEqualTo(1);
            assertThat(fixture.target.query("SELECT DISTINCT position IS NULL FROM datamigration.loaded_table"))
                    .containsExactly("f");
        }
    }

    @Test
    void loadingAgainDoesNothing() {
        try (var fixture =
                LoadFixture.live().schema("CREATE TABLE t (id int PRIMARY KEY)", "CREATE TABLE log (v int)")) {
            fixture.source.execute(
                    "INSERT INTO t SELECT generate_series(1, 1000)",
                    "INSERT INTO log SELECT generate_series(1, 40)",
                    "ANALYZE log");
            fixture.load();
            var status = fixture.load();

            assertThat(status.migratedRows()).isEqualTo(1040);
            assertThat(status.tablesLoaded()).isEqualTo(2);
            fixture.assertNoChunkTwice();
        }
    }

    @Test
    void refusedRowsAreLoadedOnceTheRemedyWasRun() {
        try (var fixture = LoadFixture.once()
                .schema("CREATE TYPE mood AS ENUM ('ok')", "CREATE TABLE t (id int PRIMARY KEY, m mood)")) {
            fixture.source.execute(
                    "ALTER TYPE mood ADD VALUE 'good'", "INSERT INTO t VALUES (1, 'ok'), (2, 'good'), (3, NULL)");
            fixture.target.execute("ALTER TABLE t ALTER m SET NOT NULL");
            assertThat(mended(fixture, FailureCode.SourceSchemaChanged))
                    .isEqualTo(
                            "Run on the target: ALTER TYPE public.mood ADD VALUE IF NOT EXISTS 'good' AFTER 'ok'; then resume.");
            assertThat(mended(fixture, FailureCode.RowRefused)).contains("DROP NOT NULL");
            fixture.load();
            fixture.assertEqual();
        }
    }

    /** The branch is one that the precheck does not come to. */
    @Test
    void aFunctionThatMissesANameIsNamedAndWhatIsLoadedStaysOnceItIsMended() {
        try (var fixture = LoadFixture.live()
                .schema(
                        "CREATE SCHEMA lib",
                        "CREATE FUNCTION lib.plain(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)'",
                        "CREATE FUNCTION folded(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS"
                                + " 'BEGIN IF $1 = ''rare'' THEN RETURN plain($1); END IF; RETURN $1; END'",
                        "CREATE DOMAIN short AS text CHECK (folded(VALUE) < 'x')",
                        "CREATE TABLE t (id int PRIMARY KEY, n short)")) {
            fixture.source.execute("SET search_path = public, lib; INSERT INTO t"
                    + " SELECT i, CASE i WHEN 700 THEN 'rare' ELSE 'usual' END FROM generate_series(1, 700) i");
            fixture.target.execute("ALTER DATABASE " + fixture.target.name() + " SET search_path = public, lib");
            var failure =
                    catchThrowableOfType(FailureException.class, fixture::load).failure();
            assertThat(failure.code()).as("%s", failure).isEqualTo(FailureCode.RowRefused);
            assertThat(failure.message()).contains("public.t", "At work was public.folded(text), which finds names");
            var mending = Printed.statement(failure.remedy(), "ALTER FUNCTION");
            fixture.source.execute(mending);
            fixture.target.execute(mending);
            fixture.load();
            fixture.assertEqual();
            fixture.assertNoChunkTwice();
        }
    }

    /** The load fails; what its remedy says is run on the target. */
    private static String mended(LoadFixture fixture, FailureCode expected) {
        var failure =
                catchThrowableOfType(FailureException.class, fixture::load).failure();
        assertThat(failure.code()).as("%s", failure).isEqualTo(expected);
        var remedy = failure.remedy();
        fixture.target.execute(remedy.substring(remedy.indexOf("ALTER"), remedy.indexOf(';')));
        return remedy;
    }

    @Test
    void skewedKeysStillMakeBoundedChunks() {
        try (var fixture = LoadFixture.once().schema("CREATE TABLE skewed (id bigint PRIMARY KEY, v text)")) {
            fixture.settings = LoadFixture.CUT_BY_KEY;
            fixture.source.execute(
                    "INSERT INTO skewed SELECT 4e18::bigint + i, i FROM generate_series(1, 5000) i",
                    "INSERT INTO skewed SELECT -i * 1000000007::bigint, i FROM generate_series(1, 50) i");
            fixture.load();

            fixture.assertEqual();
            assertThat(fixture.target.queryOne("SELECT max(rows) FROM datamigration.chunk"))
                    .isEqualTo("100");
        }
    }

    @Test
    void wideRowsMakeSmallChunks() {
        try (var fixture = LoadFixture.once().schema("CREATE TABLE wide (id int PRIMARY KEY, v bytea)")) {
            fixture.settings = new FullMigrationSettings(2, 10_000, 65_536L, null);
            fixture.source.execute(
                    "ALTER TABLE wide ALTER v SET STORAGE EXTERNAL",
                    "INSERT INTO wide SELECT i, decode(repeat('ab', 20000), 'hex') FROM generate_series(1, 100) i");
            fixture.load();

            fixture.assertEqual();
            assertThat(fixture.target.queryOne("SELECT max(bytes) FROM datamigration.chunk"))
                    .satisfies(bytes -> assertThat(Long.parseLong(bytes)).isLessThan(130_000));
        }
    }

    @Test
    void schemasMayBeRenamed() {
        try (var fixture = LoadFixture.once()) {
            Stream.of("old", "new")
                    .forEach(schema -> (schema.equals("old") ? fixture.source : fixture.target)
                            .execute(
                                    "CREATE SCHEMA " + schema,
                                    "CREATE TYPE " + schema + ".mood AS ENUM ('sad', 'glad')",
                                    "CREATE TABLE " + schema + ".t (id int PRIMARY KEY, m " + schema + ".mood)"));
            fixture.source.execute("INSERT INTO old.t VALUES (1, 'sad'), (2, 'glad')");
            fixture.renameSchemas = Map.of("old", "new");
            fixture.load();

            assertThat(fixture.target.query("SELECT m FROM new.t ORDER BY id")).containsExactly("sad", "glad");
        }
    }

    @Test
    void positionsAreNotKnownWithoutIncremental() {
        try (var fixture = LoadFixture.once().schema("CREATE TABLE t (id int PRIMARY KEY)")) {
            fixture.source.execute("INSERT INTO t SELECT generate_series(1, 1000)");
            fixture.load();

            fixture.assertEqual();
            assertThat(fixture.target.count("datamigration.loaded_table WHERE position IS NULL AND complete"))
                    .isEqualTo(1);
            assertThat(fixture.source.count("pg_replication_slots WHERE database = current_database()"))
                    .isZero();
        }
    }
}
