package dev.datamigration.transfer.release;

import dev.datamigration.api.Side;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.checkpoint.StrandedRows;
import dev.datamigration.failure.Quantity;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.Run;
import java.util.List;
import java.util.Locale;

/** What a task may hold on both servers, told with the SQL that removes it by hand and does no harm where nothing is left. */
public final class HeldResources {
    private HeldResources() {}

    /** Returns what it may hold on that database, which the access names with its side. */
    static String on(DatabaseAccess access, String taskId) {
        return on(name(access.side()), access.display(), taskId);
    }

    /** Returns what a switchover changed on the other side, and the checkpoints that remember it on this one. */
    static String remembered(Run run, Side side, List<String> statements) {
        var here = run.server(side).access();
        var there = run.server(side.other()).access();
        return "On the %s database %s, what a switchover changed there: %s Then on the %s database %s, the checkpoints that remember it: %s"
                .formatted(
                        name(there.side()),
                        there.display(),
                        String.join(" ", statements),
                        name(here.side()),
                        here.display(),
                        CheckpointSchema.removal(run.scope().taskId()));
    }

    /** Rows on one side only that nobody had acknowledged, and where that database keeps them now. */
    static String stranded(DatabaseAccess access, String taskId, long rows) {
        return "On the %s database %s, %s. To read: %s When dealt with, drop: %s"
                .formatted(
                        name(access.side()),
                        access.display(),
                        Quantity.of(
                                rows,
                                "1 row that was written late and not acknowledged",
                                "%,d rows that were written late and not acknowledged"),
                        StrandedRows.reading(taskId),
                        StrandedRows.removal(taskId));
    }

    private static String name(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns what it may hold on both.
     *
     * @param source as {@code host:port/database}
     * @param target as {@code host:port/database}
     * @param taskId the Kubernetes UID of the task
     */
    public static List<String> onBoth(String source, String target, String taskId) {
        return List.of(on("source", source, taskId), on("target", target, taskId));
    }

    private static String on(String side, String database, String taskId) {
        return "On the %s database %s, replication slot, publication and checkpoints, as far as there are any: %s %s"
                .formatted(side, database, capture(taskId), CheckpointSchema.removal(taskId));
    }

    private static String capture(String taskId) {
        var forward = Run.slotName(taskId, Direction.Forward);
        var back = Run.slotName(taskId, Direction.Reverse);
        return ("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name IN ('%s', '%s');"
                        + " DROP PUBLICATION IF EXISTS %s, %s;")
                .formatted(forward, back, forward, back);
    }
}
