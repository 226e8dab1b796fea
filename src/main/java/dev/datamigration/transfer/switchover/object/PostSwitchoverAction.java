package dev.datamigration.transfer.switchover.object;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.transfer.switchover.round.OpenSide;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One thing to be done about the objects of a database once the application has left the other one.
 *
 * @param plan what is to be done, or what a person has to know
 * @param sql what does it by hand; null where there is no such SQL
 * @param work does it, idempotently; null where a person has to
 */
public record PostSwitchoverAction(String name, Side side, String plan, String sql, Work work) {

    /** Work on a connection to that side, in autocommit mode. */
    @FunctionalInterface
    public interface Work {
        /** @return what was done, for people */
        String run(Connection connection) throws SQLException;
    }

    static PostSwitchoverAction manual(String name, Side side, String plan, String sql) {
        return new PostSwitchoverAction(name, side, plan, sql, null);
    }

    /** Work that is one statement. */
    static PostSwitchoverAction statement(String name, OpenSide side, String plan, String sql) {
        return new PostSwitchoverAction(name, side.database().server().side(), plan, sql + ";", connection -> {
            side.support().keptStatements().run(connection, sql);
            return plan;
        });
    }

    public boolean isManual() {
        return work == null;
    }

    /** As a rehearsal lists it. */
    public SwitchoverItem foretold() {
        return isManual()
                ? SwitchoverItems.manual(name, side, plan, sql)
                : new SwitchoverItem(name, side, SwitchoverItemStatus.Passed, "Will be done: " + plan, sql);
    }
}
