package dev.datamigration.database.postgres.precheck.server;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.PostgresCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.failure.Quantity;
import dev.datamigration.plan.MigrationPlan;

/** Checks whether the server has connections left for the parallelism that is asked for. */
public record FreeConnections(Side side) implements PostgresCheck {
    /** Beside those that copy or compare: one that reports, one that applies, one that keeps the snapshot, one that watches. */
    private static final int OTHERS = 4;

    private static final String FREE = """
            SELECT pg_catalog.current_setting('max_connections')::int
                 - pg_catalog.current_setting('superuser_reserved_connections')::int
                 - (SELECT coalesce(sum(numbackends), 0) FROM pg_catalog.pg_stat_database)
            """;

    @Override
    public Finding look(CheckedDatabases databases) {
        return verdict((int) databases.of(side).number(FREE), needed(databases.plan()));
    }

    static int needed(MigrationPlan plan) {
        var workers = plan.engine().replicas();
        var copying = plan.has(MigrationType.Full) ? plan.fullMigration().parallelism() * workers : 0;
        // the leading worker cuts ranges for helpers over one more
        var comparing = plan.has(MigrationType.FullVerification)
                ? plan.fullVerification().parallelism() * workers + 1
                : 0;
        return Math.max(copying, comparing) + OTHERS;
    }

    static Finding verdict(int free, int needed) {
        var there = Quantity.of(free, "1 connection is free", "%d connections are free");
        return free >= needed
                ? Finding.passed("%s, about %d are needed.".formatted(there, needed))
                : Finding.warning(
                        "Only %s, about %d are needed.".formatted(there, needed),
                        "Raise max_connections and restart the server, close connections, or lower"
                                + " spec.fullMigration.parallelism or spec.engine.replicas.");
    }
}
