package dev.datamigration.database.postgres.precheck.server;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.precheck.Finding;

/** Latency compares the source's clock with the operator's; nothing that data depends on compares clocks. */
public record ClockDifference() implements TargetCheck {
    static final double MOST_SECONDS = 5;
    private static final String CLOCK = "SELECT extract(epoch FROM pg_catalog.clock_timestamp())::double precision";

    @Override
    public Finding look(CheckedDatabases databases) {
        return verdict(aheadOfUs(databases.source()) - aheadOfUs(databases.target()));
    }

    static Finding verdict(double seconds) {
        return Math.abs(seconds) <= MOST_SECONDS
                ? Finding.passed("The clocks of both servers agree.")
                : Finding.warning(
                        "The clocks of source and target differ by %.1f s: shown latencies and timestamps are off by as much."
                                .formatted(Math.abs(seconds)),
                        "Synchronise the clocks of both servers, for instance by NTP.");
    }

    /** Seconds that the server's clock is ahead of ours, taken in the middle of the question's way there and back. */
    private static double aheadOfUs(CheckedDatabase database) {
        var before = System.currentTimeMillis();
        var theirs = database.one(CLOCK, row -> row.getDouble(1));
        var after = System.currentTimeMillis();
        return theirs - (before + after) / 2000.0;
    }
}
