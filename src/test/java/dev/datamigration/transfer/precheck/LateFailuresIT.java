package dev.datamigration.transfer.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.Printed;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What would fail while rows are loaded, or after that, is found before anything is touched. */
class LateFailuresIT {
    @Test
    void functionsThatFindTheirNamesBySearchPathOnly() {
        var functions = PrecheckCase.fresh(
                "CREATE SCHEMA lib",
                "CREATE FUNCTION lib.plain(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)'",
                "CREATE FUNCTION public.folded(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lib.plain($1)'",
                "CREATE FUNCTION public.fine(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lib.plain($1)'",
                "SET search_path = public, lib; CREATE FUNCTION public.short(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT plain($1) < $$x$$'",
                "SET search_path = public, lib; CREATE TABLE named (id int PRIMARY KEY, n text CONSTRAINT is_short CHECK (short(n)),"
                        + " d text DEFAULT folded('x'))",
                "CREATE INDEX named_folded ON named (folded(n), fine(n))",
                // as one from before version 17, which would not let it be made
                "SET search_path = public, lib; CREATE OR REPLACE FUNCTION public.folded(text) RETURNS text LANGUAGE sql IMMUTABLE"
                        + " AS 'SELECT plain($1)'");
        var source = functions.sourceDatabase();
        source.execute("ALTER DATABASE " + source.name() + " SET search_path = public, lib");
        var failed = failed(functions.check(), "FunctionNames", Side.Source);
        assertThat(failed.message())
                .contains("public.folded(text) (index public.named_folded)")
                .contains("public.short(text) (constraint is_short of public.named)")
                .doesNotContain("public.fine");
        source.execute(failed.remedy());
        assertThat(functions.check().failed()).isEmpty();
    }

    /** Nobody understands them before they run: their expressions are tried, of rows and of an empty table. */
    @Test
    void functionsOfOtherLanguagesThatFindTheirNamesBySearchPathOnly() {
        var functions = PrecheckCase.fresh(
                "CREATE SCHEMA lib",
                "CREATE FUNCTION lib.plain(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)'",
                "CREATE FUNCTION folded(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN lib.plain($1); END'",
                "CREATE FUNCTION fine(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN lib.plain($1); END'",
                "CREATE FUNCTION short(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE"
                        + " AS 'BEGIN RETURN plain($1) < $$x$$; END'",
                "CREATE DOMAIN lib.small AS int",
                "SET search_path = public, lib; CREATE FUNCTION doubled(int) RETURNS int LANGUAGE plpgsql IMMUTABLE"
                        + " AS 'DECLARE d small := $1; BEGIN RETURN d * 2; END'",
                "CREATE TABLE named (id int PRIMARY KEY, n text CONSTRAINT is_short CHECK (short(n)), g int GENERATED ALWAYS AS (doubled(id)) STORED,"
                        + " d text DEFAULT folded('x'))",
                "CREATE FUNCTION tight(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT"
                        + " AS 'BEGIN RETURN lib.plain($1) < $$x$$; END'",
                "CREATE DOMAIN tightly AS text CHECK (tight(VALUE))",
                "CREATE DOMAIN closely AS tightly",
                "CREATE TABLE typed (id int PRIMARY KEY, one tightly, more closely[])",
                "INSERT INTO typed VALUES (1, NULL, '{a}')",
                "CREATE OR REPLACE FUNCTION tight(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT"
                        + " AS 'BEGIN RETURN plain($1) < $$x$$; END'",
                "CREATE FUNCTION half(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'DECLARE h lib.small := $1; BEGIN RETURN h / 2; END'",
                "CREATE TABLE halved (id int NOT NULL) PARTITION BY RANGE (half(id))",
                "CREATE TABLE halved_1 PARTITION OF halved FOR VALUES FROM (0) TO (10)",
                "ALTER TABLE halved_1 REPLICA IDENTITY FULL",
                "CREATE OR REPLACE FUNCTION half(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'DECLARE h small := $1; BEGIN RETURN h / 2; END'",
                "CREATE TABLE filled (id int PRIMARY KEY, n text)",
                "INSERT INTO filled VALUES (1, NULL), (2, 'b')",
                "CREATE INDEX filled_folded ON filled (folded(n), fine(n)) WHERE fine(n) <> ''",
                // as one from before version 17, which would not let it be made
                "CREATE OR REPLACE FUNCTION folded(text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT"
                        + " AS 'BEGIN RETURN plain($1); END'");
        var source = functions.sourceDatabase();
        source.execute("ALTER DATABASE " + source.name() + " SET search_path = public, lib");
        var failed = failed(functions.check(), "FunctionNames", Side.Source);
        assertThat(failed.message())
                .contains("public.folded(text) (index public.filled_folded)")
                .contains("public.short(text) (constraint is_short of public.named)")
                .contains("public.tight(text) (domain public.tightly)")
                .contains("public.half(integer) (partition key of public.halved)")
                .contains("public.doubled(integer) (generated column g of public.named)");
        source.execute(failed.remedy());
        assertThat(functions.check().failed()).isEmpty();
    }

    /** The extension is made anew on the target, with its functions as they come. */
    @Test
    void functionsOfAnExtensionAreMendedOnBothSides() {
        var functions = PrecheckCase.fresh(
                "CREATE EXTENSION earthdistance CASCADE",
                "CREATE TABLE place (id int PRIMARY KEY, lat float8, lon float8)",
                "CREATE OR REPLACE FUNCTION ll_to_earth(float8, float8) RETURNS earth LANGUAGE sql IMMUTABLE"
                        + " AS 'SELECT public.cube($1, $2)::public.earth'",
                "CREATE INDEX near ON place (ll_to_earth(lat, lon))",
                // as one from before version 17, which would not let it be made
                "CREATE OR REPLACE FUNCTION ll_to_earth(float8, float8) RETURNS earth LANGUAGE sql IMMUTABLE"
                        + " AS 'SELECT cube($1, $2)::earth'");
        var told = Pattern.compile("On the source: (.*;) And on the target, before the task starts: (.*;)")
                .matcher(failed(functions.check(), "FunctionNames", Side.Source).remedy());
        assertThat(told.matches()).isTrue();
        functions.sourceDatabase().execute(told.group(1));
        functions
                .targetDatabase()
                .execute(
                        told.group(2),
                        "CREATE TABLE place (id int PRIMARY KEY, lat float8, lon float8)",
                        "SET search_path = ''; CREATE INDEX near ON public.place (public.ll_to_earth(lat, lon));"
                                + " DROP TABLE public.place");
        assertThat(functions.check().failed()).isEmpty();
    }

    @Test
    void bytesOfSqlAsciiThatAreNoUtf8() {
        var source = PostgresServers.source().createDatabase("precheck", "SQL_ASCII");
        source.execute(
                "CREATE TABLE noted (id int PRIMARY KEY, good text, bad varchar(20), words text[])",
                "INSERT INTO noted VALUES (1, convert_from('\\xc3a4e282ac', 'SQL_ASCII'), convert_from('\\x41e4', 'SQL_ASCII'),"
                        + " ARRAY[convert_from('\\xff', 'SQL_ASCII')]), (2, 'plain', 'plain', '{}')");
        var equal = PostgresServers.target().createDatabase("precheck", "SQL_ASCII");
        assertThat(PrecheckCase.of(source, equal).check().failed()).isEmpty();
        var target = PostgresServers.target().createDatabase("precheck");
        var failed = failed(PrecheckCase.of(source, target).check(), "InvalidText", Side.Source);
        assertThat(failed.message())
                .contains("column bad of public.noted", "column words of public.noted")
                .doesNotContain("column good");
        var statements = Pattern.compile("(SELECT|UPDATE) .*?;(?= |$)").matcher(failed.remedy());
        while (statements.find()) {
            source.execute(statements.group());
        }
        assertThat(source.queryOne("SELECT bad FROM noted WHERE id = 1")).isEqualTo("A\u00e4");
        assertThat(PrecheckCase.of(source, target).check().failed()).isEmpty();
    }

    /** The server has taken the byte 0x81, which is no character of WIN1252, and does not say it to a session that speaks UTF8. */
    @Test
    void bytesOfOtherEncodingsThatAreNoCharacters() throws SQLException {
        var source = PostgresServers.source().createDatabase("precheck", "WIN1252");
        source.execute(
                "CREATE TABLE noted (id int PRIMARY KEY, good text, bad text)",
                "INSERT INTO noted VALUES (1, 'ä€', convert_from('\\x81', 'WIN1252')), (2, 'plain', 'ä')");
        var equal = PostgresServers.target().createDatabase("precheck", "WIN1252");
        var failed = failed(PrecheckCase.of(source, equal).check(), "InvalidText", Side.Source);
        assertThat(failed.message()).contains("column bad of public.noted").doesNotContain("column good");
        var rows = Pattern.compile("DO \\$\\$.*\\$\\$;").matcher(failed.remedy());
        assertThat(rows.find()).isTrue();
        try (var connection = source.connect();
                var statement = connection.createStatement()) {
            statement.execute(rows.group());
            assertThat(statement.getWarnings().getMessage()).isEqualTo("(1)");
            assertThat((Throwable) statement.getWarnings().getNextWarning()).isNull();
        }
        source.execute("UPDATE noted SET bad = '' WHERE id = 1");
        assertThat(PrecheckCase.of(source, equal).check().failed()).isEmpty();
    }

    @Test
    void namesThatAreNoUtf8CannotBeCarried() {
        var source = PostgresServers.source().createDatabase("precheck", "SQL_ASCII");
        source.execute("DO $$ BEGIN EXECUTE format('CREATE TABLE noted (id int PRIMARY KEY, %I int)',"
                + " convert_from('\\x6de4', 'SQL_ASCII')); END $$");
        var equal = PostgresServers.target().createDatabase("precheck", "SQL_ASCII");
        assertThat(failed(PrecheckCase.of(source, equal).check(), "InvalidText", Side.Source)
                        .message())
                .contains("the name m\\xe4, of or in table public.noted");
    }

    @Test
    void columnsThatAreComputedWhenReadNeedAKey() {
        var source = PostgresServers.shared(18).createDatabase("precheck");
        source.execute("CREATE TABLE computed (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL)");
        var computed = PrecheckCase.of(source, PostgresServers.shared(18).createDatabase("precheck"));
        source.execute(failed(computed.check(), "TablesWithoutKey", Side.Source).remedy());
        assertThat(computed.check().failed()).isEmpty();
    }

    @Test
    void tablesWhoseHashDiffersBetweenServersAreCarriedAsOne() {
        var hashed = PrecheckCase.fresh(
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE TABLE by_mood (m mood PRIMARY KEY) PARTITION BY HASH (m)",
                "CREATE TABLE by_mood_0 PARTITION OF by_mood FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
                "CREATE TABLE by_id (id int PRIMARY KEY) PARTITION BY HASH (id)",
                "CREATE TABLE by_id_0 PARTITION OF by_id FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
                "CREATE TABLE keyless (m mood[]) PARTITION BY HASH (m)",
                "CREATE TABLE keyless_0 (m mood[] PRIMARY KEY)",
                "ALTER TABLE keyless ATTACH PARTITION keyless_0 FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
                "CREATE TABLE identified (m mood PRIMARY KEY) PARTITION BY HASH (m)",
                "CREATE TABLE identified_0 PARTITION OF identified FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
                "ALTER TABLE identified_0 REPLICA IDENTITY NOTHING");
        var refused = hashed.check();
        for (var name : List.of("TablesWithoutKey", "ReplicaIdentityUsable")) {
            var item = failed(refused, name, Side.Source);
            hashed.sourceDatabase().execute(item.remedy());
        }
        var found = hashed.check();
        assertThat(found.failed()).isEmpty();
        assertThat(found.item("HashPartitions", Side.Source)).satisfies(item -> {
            assertThat(item.status()).isEqualTo(PrecheckItemStatus.Warning);
            assertThat(item.message())
                    .contains("public.by_mood", "public.keyless", "public.identified")
                    .doesNotContain("by_id");
            assertThat(item.remedy()).contains("DELETE");
        });
    }

    @Test
    void tablesWhoseHashDiffersAreRefusedWhereTheyCannotBeCarriedWhole() {
        var hashed = PrecheckCase.fresh(
                "CREATE EXTENSION IF NOT EXISTS postgres_fdw",
                "CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw",
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE TABLE by_mood (id int, m mood) PARTITION BY HASH (m)",
                "CREATE TABLE by_mood_0 PARTITION OF by_mood FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
                "ALTER TABLE by_mood_0 REPLICA IDENTITY FULL",
                "CREATE TABLE named (m mood PRIMARY KEY) PARTITION BY HASH (m)",
                "CREATE TABLE named_0 PARTITION OF named FOR VALUES WITH (MODULUS 1, REMAINDER 0)");
        var part = failed(
                hashed.objects(Map.of(), "public.mood", "public.by_mood_0").check(), "HashPartitions", Side.Source);
        assertThat(part.message()).contains("without the table above them: public.by_mood_0");

        hashed.targetDatabase().execute("CREATE TABLE named_0 (m text)");
        var alone = failed(hashed.check(), "HashPartitions", Side.Source);
        assertThat(alone.message())
                .contains("tables with the names of its partitions")
                .contains("public.named ");
        hashed.targetDatabase().execute("DROP TABLE named_0", "CREATE TABLE named (m text) PARTITION BY LIST (m)");
        assertThat(failed(hashed.check(), "HashPartitions", Side.Source).message())
                .contains("public.named is partitioned in another way");
        hashed.targetDatabase().execute("DROP TABLE named");
        hashed.sourceDatabase()
                .execute("CREATE FOREIGN TABLE by_mood_1 PARTITION OF by_mood"
                        + " FOR VALUES WITH (MODULUS 2, REMAINDER 1) SERVER elsewhere");
        assertThat(failed(hashed.check(), "HashPartitions", Side.Source).message())
                .contains("public.by_mood has foreign tables among its partitions: public.by_mood_1");
    }

    @Test
    void aDeferrableKeyIsNamedAsSuch() {
        var late = PrecheckCase.fresh("CREATE TABLE late (id int, CONSTRAINT late_key PRIMARY KEY (id) DEFERRABLE)");
        var item = failed(late.check(), "TablesWithoutKey", Side.Source);
        assertThat(item.message())
                .contains("public.late (its key late_key is deferrable, and no such key is used by the log)");
        late.sourceDatabase().execute(item.remedy());
        assertThat(late.check().failed()).isEmpty();
    }

    /** Of ICU, so that it does not hang on the locales of the machine. */
    @Test
    void aCollationThatTheTargetLacksIsImported() {
        var sorted = PrecheckCase.fresh("CREATE TABLE sorted (id int PRIMARY KEY, name text COLLATE \"gsw-x-icu\")");
        sorted.targetDatabase().execute("DROP COLLATION pg_catalog.\"gsw-x-icu\"");
        var item = failed(sorted.check(), "Collations", Side.Target);
        sorted.targetDatabase().query(Printed.statement(item.remedy(), "SELECT pg_import"));
        assertThat(sorted.check().failed()).isEmpty();
    }

    private static PrecheckItem failed(PrecheckCase.Outcome outcome, String name, Side side) {
        var item = outcome.item(name, side);
        assertThat(item.status()).as("%s", item).isEqualTo(PrecheckItemStatus.Failed);
        return item;
    }
}
