package dev.datamigration.transfer.verify;

import static dev.datamigration.transfer.verify.VerifiedPair.of;
import static dev.datamigration.transfer.verify.VerifiedPair.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.TableResult;
import dev.datamigration.testing.PostgresServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Comparing while rows keep changing and are applied by PostgreSQL's own logical replication. */
class LiveVerificationIT {
    private static final int HOT = 5;
    private static final int ROWS = 20_000;

    @Test
    void neitherFalseAlarmNorFalsePass() throws Exception {
        var pair = VerifiedPair.create(PostgresServers.source(), PostgresServers.target());
        pair.onBoth(
                "CREATE TABLE items (id bigint PRIMARY KEY, v int, at timestamptz)",
                "CREATE TABLE names (k text PRIMARY KEY, v int)",
                "CREATE TABLE log (n int, t text)",
                "CREATE INDEX ON log (n)",
                "ALTER TABLE log REPLICA IDENTITY FULL");
        pair.source()
                .execute(
                        "INSERT INTO items SELECT g, 0, now() FROM generate_series(1, %d) g".formatted(ROWS + HOT),
                        "INSERT INTO names SELECT 'k' || g, 0 FROM generate_series(1, 3000) g",
                        "INSERT INTO log SELECT g % 500, 'same' FROM generate_series(1, 2000) g");
        try (var subscription = Subscription.start(pair)) {
            try (var writer = new LiveWriter(pair.source(), HOT, ROWS)) {
                for (var run = 1; run <= 5; run++) {
                    var begun = System.nanoTime();
                    var status = pair.compare(run, subscription);
                    System.out.printf(
                            "run %d took %d ms, %d transactions written so far%n",
                            run, (System.nanoTime() - begun) / 1_000_000, writer.transactions());
                    assertThat(status.tableResults()).allMatch(table -> table.result() == TableResult.Consistent);
                }
                plant(pair);
                var status = pair.compare(6, subscription);
                assertThat(of(status, "items").sourceOnly()).isEqualTo(1);
                assertThat(of(status, "items").targetOnly()).isEqualTo(1);
                assertThat(result(status, "names")).isEqualTo(TableResult.Inconsistent);
                assertThat(of(status, "names").mismatched()).isEqualTo(1);
                assertThat(of(status, "log").sourceOnly()).isEqualTo(1);
                assertThat(of(status, "log").targetOnly()).isZero();
                pair.correct();
                assertThat(pair.compare(7, subscription).consistent()).isTrue();
                assertThat(writer.transactions()).as("written meanwhile").isPositive();
            }
            Awaitility.await().until(() -> pair.compare(8, subscription).consistent());
        }
    }

    /** Rows that the writer leaves alone, so that each of the differences stays. */
    private static void plant(VerifiedPair pair) {
        pair.target()
                .execute(
                        "DELETE FROM items WHERE id = (SELECT max(id) FROM items WHERE id < 1000000)",
                        "INSERT INTO items VALUES (500000, 1, NULL)",
                        "UPDATE names SET v = -1 WHERE k = 'k2500'",
                        "DELETE FROM log WHERE ctid = (SELECT ctid FROM log WHERE n = 400 LIMIT 1)");
    }
}
