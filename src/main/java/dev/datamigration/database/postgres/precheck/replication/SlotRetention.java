package dev.datamigration.database.postgres.precheck.replication;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;

/** Finds out whether the server would throw away a slot's log before the task has read it. */
public record SlotRetention(Side side) implements NeedsIncremental {
    private static final long MEGABYTE = 1024 * 1024;

    private static final String SETTINGS = """
            SELECT (SELECT setting::bigint FROM pg_catalog.pg_settings WHERE name = 'max_slot_wal_keep_size') AS megabytes,
                   coalesce(pg_catalog.current_setting('idle_replication_slot_timeout', true), '0') AS idle
            """;

    @Override
    public Finding look(CheckedDatabases databases) {
        var wanted = databases.plan().incrementalSync().retainedLogWarningBytes() / MEGABYTE;
        return databases
                .of(side)
                .one(SETTINGS, row -> verdict(row.getLong("megabytes"), wanted, row.getString("idle")));
    }

    /**
     * @param megabytes that the server keeps for a slot at most, -1 without limit
     * @param wanted megabytes below which not even the warning about retained log would come in time
     * @param idle after which time the server drops an idle slot, 0 never; versions before 18 never do
     */
    static Finding verdict(long megabytes, long wanted, String idle) {
        var problems = new Problems();
        if (megabytes >= 0 && megabytes <= wanted) {
            problems.add(
                    "max_slot_wal_keep_size is %d MB; a task that is stopped or slow for longer loses changes and must start anew"
                            .formatted(megabytes),
                    "ALTER SYSTEM SET max_slot_wal_keep_size = -1; SELECT pg_reload_conf();");
        }
        if (!idle.equals("0")) {
            problems.add(
                    "idle_replication_slot_timeout is %s; a task that is stopped for longer must start anew"
                            .formatted(idle),
                    "ALTER SYSTEM SET idle_replication_slot_timeout = 0; SELECT pg_reload_conf();");
        }
        return problems.warningOr(
                "The server may drop log that the task needs", "The server keeps the log that the task needs.");
    }
}
