package dev.datamigration.transfer.verify;

import static dev.datamigration.transfer.verify.VerifiedPair.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** The oldest source and the newest target print and hash alike, also where their encodings differ. */
class OldSourceVerificationIT {
    @Test
    void versionsAndEncodingsDoNotMatter() throws Exception {
        var old = PostgresServers.shared(13);
        var pair = new VerifiedPair(
                latin1(old.maintenance()),
                VerifiedPair.create(old, PostgresServers.target()).target());
        pair.onBoth(
                "CREATE TABLE keyed (id int PRIMARY KEY, f real, d float8, n numeric, t text, at timestamptz, i interval,"
                        + " j jsonb, a text[])",
                "INSERT INTO keyed SELECT g, g / 7.0, g / 7.0, g / 7.0, chr(65 + g % 26) || E'\\u00e9', '2026-01-01',"
                        + " g * interval '1 hour', '{\"k\": 1.10}', ARRAY[E'\\u00fc', NULL] FROM generate_series(1, 2500) g",
                "CREATE TABLE worded (k text PRIMARY KEY, v int)",
                "INSERT INTO worded SELECT E'\\u00e9' || g, g FROM generate_series(1, 2500) g",
                "CREATE TABLE keyless (t text)",
                "INSERT INTO keyless SELECT t FROM keyed");
        assertThat(pair.compare(1, null).consistent()).isTrue();

        pair.target()
                .execute(
                        "UPDATE keyed SET t = 'x' WHERE id = 2000",
                        "UPDATE worded SET v = 0 WHERE v = 5",
                        "DELETE FROM keyless WHERE ctid = (SELECT min(ctid) FROM keyless)");
        var status = pair.compare(2, null);
        assertThat(of(status, "keyed").mismatched()).isEqualTo(1);
        assertThat(of(status, "worded").mismatched()).isEqualTo(1);
        assertThat(of(status, "keyless").sourceOnly()).isEqualTo(1);
        pair.correct();
        assertThat(pair.compare(3, null).consistent()).isTrue();
    }

    private static TestDatabase latin1(TestDatabase server) {
        server.execute("CREATE DATABASE verify_latin1 TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
        return new TestDatabase(server.host(), server.port(), "verify_latin1", server.user(), server.password());
    }
}
