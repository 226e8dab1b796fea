package dev.datamigration.transfer.precheck.replication;

import dev.datamigration.api.Side;
import dev.datamigration.transfer.precheck.check.CheckedDatabases;
import dev.datamigration.transfer.precheck.check.Finding;
import java.util.Locale;

/** Whether the server's log says enough to be decoded. */
public record WalLevel(Side side) implements NeedsIncremental {
    @Override
    public Finding look(CheckedDatabases databases) {
        var level = databases.of(side).text("SELECT pg_catalog.current_setting('wal_level')");
        return verdict(level, side);
    }

    static Finding verdict(String level, Side side) {
        return level.equals("logical")
                ? Finding.passed("wal_level is logical.")
                : Finding.failed(
                        "wal_level is %s; reading changes needs logical.".formatted(level),
                        "Run ALTER SYSTEM SET wal_level = 'logical'; on the %s and restart the server (managed services have a parameter for it, for instance rds.logical_replication = 1)."
                                .formatted(side.name().toLowerCase(Locale.ROOT)));
    }
}
