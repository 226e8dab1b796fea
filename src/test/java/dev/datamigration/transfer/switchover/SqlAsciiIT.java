package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.RepairMode;
import dev.datamigration.api.task.RepairSettings;
import dev.datamigration.plan.Direction;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.verify.FullVerification;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bytes that are no UTF-8, in keys, texts and definitions, from one SQL_ASCII database to another. */
class SqlAsciiIT {
    /** One byte of LATIN1, at the end, which is half of a character in UTF-8. */
    private static final String BYTE = "convert_from('\\xe4', 'SQL_ASCII')";

    private static final String SCHEMA = """
            CREATE TYPE kind AS ENUM ('plain', 'm?d');
            CREATE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1 || '?' /* ? */ $$;
            CREATE TABLE noted (id text PRIMARY KEY, words text[], short varchar(20) DEFAULT 'f?r' CHECK (short <> '?'),
              kind kind, doc jsonb, "größe" int);
            COMMENT ON COLUMN noted.short IS 'h?bsch';
            CREATE INDEX noted_folded ON noted (folded(short)) WHERE short <> '?a';
            INSERT INTO noted (id, words, kind, doc, "größe") SELECT convert_from(decode('6b' || to_hex(a) || to_hex(b), 'hex'), 'SQL_ASCII'),
              ARRAY[convert_from(decode(to_hex(b), 'hex'), 'SQL_ASCII'), 'x'], 'm?d',
              jsonb_build_object('k', convert_from(decode(to_hex(a), 'hex'), 'SQL_ASCII')), a
              FROM generate_series(128, 255, 2) a, generate_series(129, 255, 14) b;
            CREATE TABLE heap (n int, body text);
            ALTER TABLE heap REPLICA IDENTITY FULL;
            INSERT INTO heap SELECT b % 3, repeat(convert_from(decode(to_hex(b) || '41', 'hex'), 'SQL_ASCII'), 3)
              FROM generate_series(128, 255) b;
            INSERT INTO heap VALUES (1, 'gr\u00fc\u00dfe \u20ac');
            ANALYZE noted;
            """;

    private static final String[] ROWS = {hex("noted", "true"), hex("heap", "true")};

    private static final String DEFINITIONS = """
            SELECT encode(convert_to(string_agg(d, ' ' ORDER BY d), 'SQL_ASCII'), 'hex') FROM (
              SELECT enumlabel::text FROM pg_enum
              UNION ALL SELECT prosrc FROM pg_proc WHERE proname = 'folded'
              UNION ALL SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'noted'::regclass
              UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'noted'::regclass AND contype = 'c'
              UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'noted'::regclass
              UNION ALL SELECT description FROM pg_description WHERE objoid = 'noted'::regclass) AS all_of_it(d)
            """;

    private static String hex(String table, String condition) {
        return "(SELECT encode(convert_to(t::text, 'SQL_ASCII'), 'hex') FROM %s t WHERE %s)"
                .formatted(table, condition);
    }

    @Test
    void everyByteIsCarriedThereAndBack() {
        try (var scene = new SwitchoverScene(
                PostgresServers.source().createDatabase("bytes", "SQL_ASCII"),
                PostgresServers.target().createDatabase("bytes", "SQL_ASCII"))) {
            bytes(scene.source, SCHEMA);
            scene.full = new FullMigrationSettings(null, 100, null, null);
            scene.verification = new FullVerificationSettings(
                    null, null, 100, null, null, new RepairSettings(RepairMode.Apply, null), null);
            scene.migrate();
            assertThat(scene.target.count("datamigration.chunk WHERE source_table = 'noted'"))
                    .isGreaterThan(5);
            bytes(scene.source, """
                    INSERT INTO noted (id, words) VALUES ('new?', '{?}');
                    UPDATE noted SET short = 'changed?' WHERE id = convert_from('\\x6b8081', 'SQL_ASCII') OR id LIKE '%?';
                    UPDATE noted SET id = id || '?' WHERE "größe" = 200;
                    DELETE FROM noted WHERE "größe" = 202;
                    UPDATE heap SET body = body || '?' WHERE n = 1;
                    DELETE FROM heap WHERE body LIKE '?A%';
                    """);
            scene.assertSame(ROWS);
            assertThat(scene.target.query(DEFINITIONS)).isEqualTo(scene.source.query(DEFINITIONS));

            bytes(scene.target, """
                    SET session_replication_role = replica;
                    UPDATE noted SET short = 'other?' WHERE "größe" = 210;
                    DELETE FROM noted WHERE "größe" = 212;
                    INSERT INTO noted (id) VALUES ('more?');
                    UPDATE heap SET body = 'other?' WHERE n = 2;
                    """);
            var compared = new FullVerification(
                            scene.run.directed(Direction.Forward), scene.flows.running(Direction.Forward), status -> {})
                    .compare();
            assertThat(compared.consistent()).as("%s", compared).isTrue();
            scene.assertSame(ROWS);

            scene.switchOver(1);
            bytes(scene.source, "UPDATE noted SET short = 'late?' WHERE \"größe\" = 220");
            bytes(scene.target, """
                    UPDATE noted SET short = 'back?' WHERE "größe" = 230;
                    UPDATE heap SET body = body || '?' WHERE n = 0;
                    """);
            scene.assertSame(hex("heap", "true"), hex("noted", "\"größe\" <> 220"));
            await().untilAsserted(() -> assertThat(scene.target.query("SELECT content FROM datamigration.late_row"))
                    .hasSize(10)
                    .allMatch(row -> row.contains("late\\\\xe4")));
        }
    }

    /** Runs statements in which each question mark is the one byte. */
    private static void bytes(TestDatabase database, String statements) {
        database.execute(Stream.of(statements.split(";\n"))
                .filter(sql -> !sql.isBlank())
                .map(sql -> "DO $do$ BEGIN EXECUTE replace($sql$" + sql + "$sql$, '?', " + BYTE + "); END $do$")
                .toArray(String[]::new));
    }
}
