package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.transfer.Direction;
import dev.datamigration.transfer.Run;
import dev.datamigration.transfer.incremental.LateWriteWatch;
import java.sql.SQLException;

/**
 * Puts back what switchovers changed besides the data, before a task forgets about it for good. Idempotent. Nothing
 * replicated arrives any more, so triggers fire as they did. Roles may write again, except on a side that the application
 * has left: whatever was written there nobody would carry, or even see.
 */
public final class PutBack {
    private static final String UNDEFINED_OBJECT = "42704";
    private static final String UNDEFINED_TABLE = "42P01";

    private PutBack() {}

    /** @throws dev.datamigration.failure.FailureException if a server cannot be reached or refuses */
    public static void all(Run run) {
        for (var side : Side.values()) {
            var setAside = new SetAside(run, side);
            setAside.all(SetAside.Kind.Trigger).forEach(entry -> restore(run, side, entry));
            var fences = setAside.all(SetAside.Kind.Fence);
            if (!fences.isEmpty() && !LateWriteWatch.exists(run.directed(Direction.from(side)))) {
                fences.forEach(entry -> restore(run, side, entry));
            }
        }
    }

    private static void restore(Run run, Side side, SetAside.Entry entry) {
        new Visit(run.server(side), run.scope()).make("putting back " + entry.subject(), connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(entry.statement());
            } catch (SQLException e) {
                if (!isGone(e)) {
                    throw e;
                }
            }
        });
    }

    private static boolean isGone(SQLException e) {
        return UNDEFINED_OBJECT.equals(e.getSQLState()) || UNDEFINED_TABLE.equals(e.getSQLState());
    }
}
