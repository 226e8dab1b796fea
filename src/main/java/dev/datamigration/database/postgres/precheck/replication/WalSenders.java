package dev.datamigration.database.postgres.precheck.replication;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.failure.Quantity;

/** Finds out whether processes are free that send the log: one for good, and one to resume an interrupted load. */
public record WalSenders(Side side) implements NeedsIncremental {
    static final int NEEDED = 2;

    private static final String SENDERS = """
            SELECT pg_catalog.current_setting('max_wal_senders')::int AS most,
                   (SELECT count(*) FROM pg_catalog.pg_stat_replication) AS used
            """;

    @Override
    public Finding look(CheckedDatabases databases) {
        return databases.of(side).one(SENDERS, row -> verdict(row.getInt("most"), row.getInt("used")));
    }

    static Finding verdict(int most, int used) {
        return most - used >= NEEDED
                ? Finding.passed("%d of %s in use.".formatted(used, senders(most)))
                : Finding.failed(
                        "%d of %s in use; the task needs %d.".formatted(used, senders(most), NEEDED),
                        "Run ALTER SYSTEM SET max_wal_senders = %d; and restart the server.".formatted(used + NEEDED));
    }

    private static String senders(int most) {
        return Quantity.of(most, "1 log sender is", "%d log senders are");
    }
}
