package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.IncrementalSyncSettings;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast changes are applied; prints the figures. */
@Tag("long")
class SyncThroughputIT {
    private final SyncFixture sync = new SyncFixture();

    @AfterEach
    void close() {
        sync.close();
    }

    /** The transaction of pgbench: three updates and an insertion. */
    @Test
    void backlogOfSmallTransactions() {
        sync.both(
                        "CREATE TABLE branches (bid int PRIMARY KEY, bbalance int, filler char(88))",
                        "CREATE TABLE tellers (tid int PRIMARY KEY, bid int, tbalance int, filler char(84))",
                        "CREATE TABLE accounts (aid int PRIMARY KEY, bid int, abalance int, filler char(84))",
                        "CREATE TABLE history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))",
                        "INSERT INTO branches SELECT g, 0, '' FROM generate_series(1, 10) g",
                        "INSERT INTO tellers SELECT g, g / 10, 0, '' FROM generate_series(1, 100) g",
                        "INSERT INTO accounts SELECT g, g / 100000, 0, '' FROM generate_series(1, 1000000) g")
                .capture();
        var transactions = 100_000;
        sync.source.execute("SET synchronous_commit = off; DO $$ DECLARE a int; BEGIN FOR i IN 1.." + transactions
                + " LOOP a := 1 + (random() * 999999)::int % 1000000; UPDATE accounts SET abalance = abalance + i WHERE aid = a;"
                + " UPDATE tellers SET tbalance = tbalance + i WHERE tid = 1 + i % 100;"
                + " UPDATE branches SET bbalance = bbalance + i WHERE bid = 1 + i % 10;"
                + " INSERT INTO history VALUES (i % 100, i % 10, a, i, now(), ''); COMMIT; END LOOP; END $$");
        var seconds = secondsToCatchUp();
        print("pgbench-like backlog", transactions * 4L, seconds);
        sync.assertSame("branches", "tellers", "history");
        assertThat(sync.target.queryOne("SELECT md5(string_agg(a::text, ',' ORDER BY aid)) FROM accounts a"))
                .isEqualTo(sync.source.queryOne("SELECT md5(string_agg(a::text, ',' ORDER BY aid)) FROM accounts a"));
    }

    /** More than the heap holds, in one transaction. */
    @Test
    void transactionLargerThanMemory() {
        sync.settings = new IncrementalSyncSettings(null, null, 8L << 20, 1, null);
        sync.both("CREATE TABLE big (id int PRIMARY KEY, v text)", "ALTER TABLE big ALTER v SET STORAGE EXTERNAL")
                .capture();
        var rows = 300_000;
        sync.source.execute(
                "INSERT INTO big SELECT g, repeat(md5(g::text), 128) FROM generate_series(1, " + rows + ") g");
        var seconds = secondsToCatchUp();
        print(
                "one transaction of %d rows of 4 kB, heap limit %d MB"
                        .formatted(rows, Runtime.getRuntime().maxMemory() >> 20),
                rows,
                seconds);
        var sum = "SELECT count(*) || ' ' || sum(hashtext(v)) FROM big";
        assertThat(sync.target.queryOne(sum)).isEqualTo(sync.source.queryOne(sum));
    }

    private double secondsToCatchUp() {
        var start = System.nanoTime();
        sync.start().caughtUp();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String what, long rows, double seconds) {
        System.out.printf(Locale.ROOT, "%s: %d changes in %.1f s, %.0f/s%n", what, rows, seconds, rows / seconds);
    }
}
