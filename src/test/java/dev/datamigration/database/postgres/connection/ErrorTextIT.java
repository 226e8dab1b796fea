package dev.datamigration.database.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.testing.PostgresServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A card number in a row, and every way found in which a server says it when the row is written. */
class ErrorTextIT {
    private static final String CARD = "4111111111111111";

    private static final String[] SCHEMA = {
        """
        CREATE FUNCTION own_state(text) RETURNS boolean LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'card %', $1 USING ERRCODE = 'C4RD1', DETAIL = $1, HINT = $1, COLUMN = $1, TABLE = $1,
            CONSTRAINT = $1, DATATYPE = $1, SCHEMA = $1; END $$
        """,
        """
        CREATE FUNCTION state_of_value(text) RETURNS boolean LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'card %', $1 USING ERRCODE = left($1, 5); END $$
        """,
        """
        CREATE FUNCTION state_of_server(text) RETURNS boolean LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'no space for %', $1 USING ERRCODE = 'disk_full'; END $$
        """,
        """
        CREATE FUNCTION dynamic(text) RETURNS boolean LANGUAGE plpgsql AS $$
          DECLARE found boolean; BEGIN EXECUTE 'SELECT "' || $1 || '"' INTO found; RETURN found; END $$
        """,
        "CREATE FUNCTION inlined(text) RETURNS boolean LANGUAGE sql AS 'SELECT (''c'' || $1)::regclass IS NOT NULL'",
        "CREATE FUNCTION failed_assert(text) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN ASSERT false, $1; RETURN true; END'",
        "CREATE TYPE mood AS ENUM ('ok')",
        "CREATE DOMAIN short AS text CHECK (length(VALUE) < 3)",
        "CREATE TABLE uniq (card text UNIQUE)",
        "INSERT INTO uniq VALUES ('" + CARD + "')",
        "CREATE TABLE checked (card text CHECK (length(card) < 3))",
        "CREATE TABLE narrow (card varchar(3))",
        "CREATE TABLE excluded (card text, EXCLUDE USING btree (card WITH =))",
        "INSERT INTO excluded VALUES ('" + CARD + "')",
        "CREATE TABLE referring (card text REFERENCES uniq (card))",
        "CREATE TABLE named (card text CHECK (('c' || card)::regclass IS NOT NULL))",
        "CREATE TABLE parted (card text) PARTITION BY LIST (card)",
        "CREATE VIEW viewed AS SELECT card FROM checked WHERE length(card) < 2 WITH CASCADED CHECK OPTION"
    };

    private static final List<String> STATEMENTS = List.of(
            "SELECT own_state('%s')",
            "SELECT state_of_value('%s')",
            "SELECT state_of_server('%s')",
            "SELECT dynamic('%s')",
            "SELECT inlined('%s')",
            "SELECT inlined(card) FROM uniq",
            "SELECT failed_assert('%s')",
            "INSERT INTO uniq VALUES ('%s')",
            "INSERT INTO checked VALUES ('%s')",
            "INSERT INTO narrow VALUES ('%s')",
            "INSERT INTO excluded VALUES ('%s')",
            "INSERT INTO referring VALUES ('1%s')",
            "INSERT INTO named VALUES ('%s')",
            "INSERT INTO parted VALUES ('%s')",
            "INSERT INTO viewed VALUES ('%s')",
            "SELECT card::int2 FROM uniq",
            "SELECT card::date FROM uniq",
            "SELECT card::mood FROM uniq",
            "SELECT card::uuid FROM uniq",
            "SELECT card::inet FROM uniq",
            "SELECT ('{' || card)::json FROM uniq",
            "SELECT ('<' || card)::xml FROM uniq",
            "SELECT ('{' || card)::int[] FROM uniq",
            "SELECT card::short FROM uniq",
            "SELECT 'a' ~ ('(' || card) FROM uniq",
            "SELECT ('c' || card)::regclass FROM uniq",
            "SELECT ('c' || card)::regtype FROM uniq",
            "SELECT ('c' || card)::regproc FROM uniq",
            "SELECT ('c' || card)::regrole FROM uniq",
            "SELECT ('c' || card)::regnamespace FROM uniq",
            "SELECT set_config('c' || card, '', false) FROM uniq",
            "SELECT set_config('work_mem', card, false) FROM uniq",
            "SELECT to_tsvector(('c' || card)::regconfig, '') FROM uniq",
            "SELECT nextval('c' || card) FROM uniq",
            "SELECT has_table_privilege('c' || card, 'SELECT') FROM uniq",
            "SELECT pg_read_file('c' || card) FROM uniq",
            "SELECT now() AT TIME ZONE ('c' || card) FROM uniq",
            "SELECT convert_to(card, 'c' || card) FROM uniq",
            "SELECT query_to_xml('SELECT c' || card, true, true, '') FROM uniq",
            "CREATE INDEX ON uniq (inlined(card))",
            "ALTER TABLE uniq ADD CHECK (('c' || card)::regclass IS NOT NULL)",
            "ALTER TABLE uniq ADD CHECK (own_state(card))",
            "ALTER TABLE uniq ADD CHECK (length(card) < 3)",
            "ALTER TABLE uniq ALTER card TYPE int USING card::int");

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void noTextOfOursTellsIt(int version) throws SQLException {
        var database = PostgresServers.shared(version).createDatabase("canary");
        database.execute(SCHEMA);
        var refused = 0;
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (var template : STATEMENTS) {
                var sql = template.replace("%s", CARD);
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    refused++;
                    var failure = PostgresFailures.of(e, database.access(Side.Target), "writing");
                    assertThat(printed(failure) + PostgresFailures.text(e, template))
                            .as(sql)
                            .doesNotContain("4111");
                    assertThat(printed(PostgresFailures.loggable(e))).as(sql).doesNotContain("4111");
                }
            }
        }
        assertThat(refused).isGreaterThanOrEqualTo(STATEMENTS.size() - 2);
    }

    private static String printed(Exception exception) {
        var text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
