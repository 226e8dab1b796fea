package dev.datamigration.database.postgres.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.postgres.catalog.RowFilters.Proof;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.selection.RowCondition;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.RowFilter;
import dev.datamigration.database.table.TableName;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a server lets pass as a condition, and what it does not. */
class RowFiltersIT {
    private final TestDatabase database = PostgresServers.source().createDatabase("conditions");

    @Test
    void onlyWhatGivesTheSameOfARowForEverIsTaken() throws SQLException {
        database.execute(
                "CREATE TABLE called (n int)",
                "CREATE FUNCTION public.pure(int) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS"
                        + " $$ BEGIN PERFORM public.impure(); RETURN true; END $$",
                "CREATE FUNCTION public.impure() RETURNS void LANGUAGE sql AS 'INSERT INTO public.called VALUES (1)'",
                "CREATE TYPE colour AS ENUM ('red', 'blue')",
                "CREATE DOMAIN positive AS int CHECK (pure(VALUE))",
                "CREATE TYPE pair AS (a int, b int)",
                "CREATE FUNCTION public.pair_text(pair) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT 'x'::text $$",
                "CREATE CAST (pair AS text) WITH FUNCTION public.pair_text(pair)",
                "CREATE FUNCTION public.same(colour, text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true'",
                "CREATE OPERATOR public.=== (LEFTARG = colour, RIGHTARG = text, FUNCTION = public.same)",
                "CREATE TABLE t (id int PRIMARY KEY, v text COLLATE \"C\", colour colour, colours colour[], p positive, pair pair,"
                        + " at timestamptz, day date, amount numeric(10,2), doc jsonb, double int GENERATED ALWAYS AS (id * 2) STORED)");
        var expected = new LinkedHashMap<String, String>();
        expected.put("id IN (SELECT 1)", "cannot use subquery");
        expected.put("EXISTS (SELECT FROM pg_class)", "cannot use subquery");
        expected.put("random() < 0.5", "must be marked IMMUTABLE");
        expected.put("at < now()", "must be marked IMMUTABLE");
        expected.put("at < CURRENT_TIMESTAMP", "must be marked IMMUTABLE");
        expected.put("v = CURRENT_USER", "must be marked IMMUTABLE");
        expected.put("at::date = '2026-01-01'", "must be marked IMMUTABLE");
        expected.put("pg_sleep(1) IS NULL", "must be marked IMMUTABLE");
        expected.put("pg_read_file('/etc/passwd') <> ''", "must be marked IMMUTABLE");
        expected.put("set_config('role', 'postgres', false) <> ''", "must be marked IMMUTABLE");
        expected.put("lo_import('/etc/passwd') > 0", "must be marked IMMUTABLE");
        expected.put("generate_series(1, id) = 1", "set-returning functions are not allowed");
        expected.put("count(*) > 1", "aggregate functions are not allowed");
        expected.put("row_number() OVER () = 1", "window functions are not allowed");
        expected.put("ctid IS NOT NULL", "system columns");
        expected.put("xmin IS NOT NULL", "system columns");
        expected.put("tableoid IS NOT NULL", "system columns");
        expected.put("pure(id)", "does not exist");
        expected.put("id = 1 AND nothing = 2", "does not exist");
        expected.put("colour === 'red'", "does not exist");
        expected.put("pair::text = 'x'", "what is not the server's own");
        expected.put("pair IS NOT NULL AND pair = pair", null);
        expected.put("id + 1", "must be type boolean");
        expected.put("id =", "syntax error");
        expected.put("true", "reads no column");
        expected.put("double > 4", "computed and so not in the log: double");
        expected.put("day > 'yesterday'", "another one each day");
        expected.put("at > 'now'::timestamptz", "another one each day");
        expected.put("p > 3", null);
        expected.put("v = 'yesterday' AND v <> 'now'", null);
        expected.put("colour = 'red' OR colours @> '{blue}'", null);
        expected.put("v > 'm' AND amount BETWEEN 1 AND 2.50", null);
        expected.put("at >= '2026-01-01 00:00' AND doc ->> 'a' = '?'", null);
        try (var connection = database.connect()) {
            var table = table(connection);
            for (var entry : expected.entrySet()) {
                var proof = RowFilters.prove(connection, table, new RowCondition(entry.getKey()));
                if (entry.getValue() == null) {
                    assertThat(proof).as(entry.getKey()).isInstanceOf(Proof.Proved.class);
                } else {
                    assertThat(proof)
                            .as(entry.getKey())
                            .isInstanceOfSatisfying(
                                    Proof.Refused.class,
                                    refused -> assertThat(refused.reason())
                                            .as(entry.getKey())
                                            .contains(entry.getValue()));
                }
            }
        }
        assertThat(database.count("called")).isZero();
        assertThat(database.count("pg_class WHERE relname LIKE 'rows %'")).isZero();
    }

    @Test
    void whatTheServerPrintsMeansTheSameWhereverItStands() throws SQLException {
        database.execute(
                "CREATE TYPE colour AS ENUM ('red', 'blue')",
                "CREATE TABLE t (id int PRIMARY KEY, \"Odd \"\"one\" text COLLATE \"C\", colour colour, at timestamptz)");
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'Asia/Tokyo'");
            var table = table(connection);
            connection.setAutoCommit(false);
            statement.execute("CREATE TEMPORARY TABLE kept (n int)");
            var proof = RowFilters.prove(
                    connection,
                    table,
                    new RowCondition("colour = 'red' AND \"Odd \"\"one\" < 'b' AND at < '2026-01-01'"));
            statement.execute("INSERT INTO kept VALUES (1)");
            connection.commit();
            assertThat(((Proof.Proved) proof).filter())
                    .isEqualTo(new RowFilter(
                            "colour = 'red' AND \"Odd \"\"one\" < 'b' AND at < '2026-01-01'",
                            "((colour = 'red'::public.colour) AND (\"Odd \"\"one\" < 'b'::text) AND (at < '2026-01-01 00:00:00+00'::timestamp with time zone))",
                            Map.of(
                                    "colour",
                                    "public.colour",
                                    "Odd \"one",
                                    "text COLLATE pg_catalog.\"C\"",
                                    "at",
                                    "timestamp with time zone")));
        }
    }

    @Test
    void theServerSeesWhichConditionsExcludeEachOther() throws SQLException {
        database.execute("CREATE TABLE t (tenant int, id bigint, region text, PRIMARY KEY (tenant, id))");
        try (var connection = database.connect()) {
            var table = table(connection).name();
            assertThat(List.of(
                            exclude(connection, table, "tenant = 3", "tenant = 7"),
                            exclude(connection, table, "id % 8 = 0", "id % 8 = 1"),
                            exclude(connection, table, "id < 100", "id >= 100 AND id < 200"),
                            exclude(connection, table, "tenant IN (1, 2)", "tenant IN (3, 4)"),
                            exclude(connection, table, "region = 'eu'", "region = 'us'")))
                    .containsOnly(true);
            assertThat(List.of(
                            exclude(connection, table, "tenant = 3", "tenant = 3"),
                            exclude(connection, table, "tenant = 3", "id = 7"),
                            exclude(connection, table, "id % 8 = 3", "id % 4 = 0"),
                            exclude(connection, table, "id <= 100", "id >= 100"),
                            exclude(connection, table, "tenant = 3) OR (true", "tenant = 7")))
                    .containsOnly(false);
        }
    }

    private static boolean exclude(Connection connection, TableName table, String one, String other)
            throws SQLException {
        return RowFilters.exclude(connection, table, new RowCondition(one), new RowCondition(other));
    }

    private static DataTable table(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET search_path = ''");
        }
        return DataTables.read(connection, ObjectFilter.EVERYTHING).stream()
                .filter(table -> table.name().table().equals("t"))
                .findFirst()
                .orElseThrow();
    }
}
