package dev.datamigration.transfer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.TableResult;
import dev.datamigration.testing.HostileValues;
import dev.datamigration.testing.PostgresServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Correction SQL of tables with made-up names, types, keys, values and differences is run as anybody might run it, and both
 * sides are the same afterwards. {@code -Dcorrections.seed=…} and {@code -Dcorrections.count=…} have others.
 */
class CorrectionFuzzIT {
    private static final long SEED = Long.getLong("corrections.seed", 1);
    private static final int COUNT = Integer.getInteger("corrections.count", 15);

    /** What somebody's session, database or role may have set. */
    private static final String SESSION = """
            SET standard_conforming_strings = off; SET escape_string_warning = off; SET DateStyle = 'ISO, DMY';
            SET IntervalStyle = sql_standard; SET TimeZone = 'Asia/Kathmandu'; SET extra_float_digits = -15;
            SET bytea_output = escape; SET search_path = pg_temp; SET array_nulls = on;
            SET quote_all_identifiers = on; SET default_transaction_isolation = 'repeatable read'""";

    @Test
    void whatWasCorrectedIsTheSame() throws SQLException {
        var pair = VerifiedPair.create(PostgresServers.source(), PostgresServers.target());
        pair.onBoth(HostileValues.SCHEMA);
        pair.onBoth("CREATE TABLE canary (id int PRIMARY KEY)");
        var tables =
                LongStream.range(SEED, SEED + COUNT).mapToObj(HostileTable::new).toList();
        for (var table : tables) {
            var onSource = new ArrayList<String>();
            var onTarget = new ArrayList<String>();
            table.fill(onSource, onTarget);
            pair.onBoth(table.create());
            pair.source().execute(onSource.toArray(String[]::new));
            pair.target().execute(onTarget.toArray(String[]::new));
        }
        var found = pair.compare(1, null);
        assertThat(found.tableResults()).noneMatch(result -> result.message() != null);
        var wrong = correct(pair);
        for (var table : tables) {
            if (!pair.target().query(table.rows()).equals(pair.source().query(table.rows()))) {
                wrong.add("differs still: " + table);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(pair.compare(2, null).consistent()).isTrue();
        assertThat(pair.source().count("canary") + pair.target().count("canary"))
                .isZero();
    }

    /** It would run with the rights of the task's account, and may print anything. */
    @Test
    void aCastToTextThatSomebodyMadeIsNotRun() throws SQLException {
        var pair = VerifiedPair.create(PostgresServers.source(), PostgresServers.target());
        pair.onBoth(
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE TYPE two AS (a mood, b int)",
                "CREATE FUNCTION run(mood) RETURNS text LANGUAGE plpgsql AS 'BEGIN RAISE ''it ran''; END'",
                "CREATE FUNCTION run(two) RETURNS text LANGUAGE plpgsql AS 'BEGIN RAISE ''it ran''; END'",
                "CREATE CAST (mood AS text) WITH FUNCTION run(mood)",
                "CREATE CAST (two AS text) WITH FUNCTION run(two)",
                "CREATE TABLE keyed (id int PRIMARY KEY, v mood, t two)",
                "CREATE TABLE keyless (v mood, t two)");
        pair.source().execute("INSERT INTO keyed VALUES (1, 'sad', '(ok,1)'), (2, NULL, '(,)')");
        pair.target().execute("INSERT INTO keyed VALUES (1, 'ok', NULL)", "INSERT INTO keyless VALUES ('ok', '(,)')");
        assertThat(pair.compare(1, null).tableResults()).noneMatch(table -> table.result() == TableResult.Error);
        assertThat(correct(pair)).isEmpty();
        assertThat(pair.compare(2, null).consistent()).isTrue();
        assertThat(pair.target().query("SELECT format('%s', t) FROM keyed ORDER BY id"))
                .containsExactly("(ok,1)", "(,)");
    }

    /** Runs every correction, and returns those that fail. */
    private static List<String> correct(VerifiedPair pair) throws SQLException {
        var corrections = pair.target()
                .query(
                        "SELECT correction_sql FROM datamigration.difference ORDER BY source_schema, source_table, number");
        assertThat(corrections).isNotEmpty();
        var wrong = new ArrayList<String>();
        try (var connection = pair.target().connect();
                var statement = connection.createStatement()) {
            statement.execute(SESSION);
            for (var correction : corrections) {
                try {
                    statement.execute(correction);
                } catch (SQLException e) {
                    wrong.add(e.getMessage() + " of: " + correction);
                }
            }
        }
        return wrong;
    }
}
