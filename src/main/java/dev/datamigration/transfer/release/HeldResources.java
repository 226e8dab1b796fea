package dev.datamigration.transfer.release;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.kind.Databases;
import dev.datamigration.database.release.RemovalByHand;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.run.Run;
import java.util.List;

/** Says what a task may hold on both servers, told with what removes it by hand and does no harm where nothing is left. */
public final class HeldResources {
    private HeldResources() {}

    /**
     * Returns what it may hold in a database.
     *
     * @param display the database as {@code host:port/database}
     * @param taskId the Kubernetes UID of the task
     */
    public static String on(Side side, DatabaseType type, String display, String taskId) {
        var removal = Databases.removalByHand(type, taskId);
        return "On the %s database %s, %s, as far as there are any: %s %s"
                .formatted(side.word(), display, removal.kinds(), removal.capture(), removal.checkpoints());
    }

    /** As {@link #on(Side, DatabaseType, String, String)}, of the database that the access names with its side. */
    public static String on(DatabaseAccess access, String taskId) {
        return on(access.side(), access.type(), access.display(), taskId);
    }

    /** Returns what a switchover changed on the other side, and the checkpoints that remember it on this one. */
    static String remembered(Run run, Side side, List<String> statements) {
        var here = run.of(side).server().access();
        var there = run.of(side.other()).server().access();
        return "On the %s database %s, what a switchover changed there: %s Then on the %s database %s, the checkpoints that remember it: %s"
                .formatted(
                        there.side().word(),
                        there.display(),
                        String.join(" ", statements),
                        here.side().word(),
                        here.display(),
                        removal(here, run.scope().taskId()).checkpoints());
    }

    /** Rows on one side only that nobody had acknowledged, and where that database keeps them now. */
    static String stranded(DatabaseAccess access, String taskId, long rows) {
        var removal = removal(access, taskId);
        return "On the %s database %s, %s. To read: %s When dealt with, drop: %s"
                .formatted(
                        access.side().word(),
                        access.display(),
                        Quantity.of(
                                rows,
                                "1 row that was written late and not acknowledged",
                                "%,d rows that were written late and not acknowledged"),
                        removal.readingStrandedRows(),
                        removal.droppingStrandedRows());
    }

    private static RemovalByHand removal(DatabaseAccess access, String taskId) {
        return Databases.removalByHand(access.type(), taskId);
    }
}
