package dev.datamigration.transfer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.testing.PostgresServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast a million rows are compared, both ways of comparing. */
@Tag("long")
class VerificationSpeedIT {
    @Test
    void aMillionRows() throws Exception {
        measure("key ranges", "ALTER TABLE orders ADD PRIMARY KEY (id)");
        measure("text key", "ALTER TABLE orders ADD PRIMARY KEY (name)");
        measure("no key", "ANALYZE orders");
    }

    private static void measure(String what, String keyed) throws Exception {
        var pair = VerifiedPair.create(PostgresServers.source(), PostgresServers.target());
        pair.onBoth(
                "CREATE TABLE orders (id bigint, customer int, name text, at timestamptz, amount numeric, note text, paid boolean)",
                "INSERT INTO orders SELECT g, g % 1000, md5(g::text), timestamptz '2026-01-01' + g * interval '1s',"
                        + " g * 1.25, 'some notes about it ' || g, g % 2 = 0 FROM generate_series(1, 1000000) g",
                keyed,
                "ANALYZE orders");
        pair.target().execute("UPDATE orders SET amount = -1 WHERE id % 100000 = 7");
        var begun = System.nanoTime();
        var status = pair.compare(new FullVerificationSettings(false, 2, 50_000, 1_000, 1L), null);
        var millis = (System.nanoTime() - begun) / 1_000_000;
        assertThat(status.mismatchedRows() + status.sourceOnlyRows()).isEqualTo(10);
        System.out.printf("%s: 1000000 rows compared in %d ms, %d rows/s%n", what, millis, 1_000_000_000L / millis);
    }
}
