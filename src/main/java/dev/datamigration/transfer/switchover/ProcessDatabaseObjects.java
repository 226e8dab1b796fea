package dev.datamigration.transfer.switchover;

import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.switchover.object.PostSwitchoverAction;
import dev.datamigration.transfer.switchover.object.PostSwitchoverActions;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.OpenSide;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the objects beside the rows ready for the application on its new side: does what it can, and lists the rest with
 * the SQL to run. An error with one object never keeps it from the others.
 */
final class ProcessDatabaseObjects {
    private static final int LOCK_SECONDS = 5;
    private static final int STATEMENT_SECONDS = 30;

    private final SwitchoverRound switchover;
    private final Flows flows;

    ProcessDatabaseObjects(SwitchoverRound switchover, Flows flows) {
        this.switchover = switchover;
        this.flows = flows;
    }

    StepResult perform() {
        new ReverseCapture(switchover, flows).secure();
        try (var sides = new BothSides(switchover)) {
            var items = new ArrayList<SwitchoverItem>();
            for (var actions : PostSwitchoverActions.all()) {
                found(actions, sides, items).forEach(action -> items.add(perform(action, sides)));
            }
            return StepResult.done(summary(items)).with(items);
        }
    }

    /** Returns what it would do. */
    List<SwitchoverItem> foretell(BothSides sides) {
        var items = new ArrayList<SwitchoverItem>();
        for (var actions : PostSwitchoverActions.all()) {
            found(actions, sides, items).forEach(action -> items.add(action.foretold()));
        }
        return items;
    }

    private List<PostSwitchoverAction> found(
            PostSwitchoverActions actions, BothSides sides, List<SwitchoverItem> items) {
        switchover.scope().throwIfCancelled();
        try {
            return actions.find(sides);
        } catch (FailureException e) {
            throwIfServerFailed(e);
            items.add(SwitchoverItems.manual(
                    actions.what(),
                    e.failure().side(),
                    "Could not look at %s: %s %s"
                            .formatted(
                                    actions.what(),
                                    e.failure().message(),
                                    e.failure().remedy()),
                    null));
            return List.of();
        }
    }

    private SwitchoverItem perform(PostSwitchoverAction action, BothSides sides) {
        switchover.scope().throwIfCancelled();
        if (action.isManual()) {
            return SwitchoverItems.manual(action.name(), action.side(), action.plan(), action.sql());
        }
        try {
            var done = SqlWork.call(
                    switchover.run().of(action.side()).server(),
                    switchover.scope(),
                    "processing " + action.name(),
                    () -> run(action, sides.of(action.side())));
            return SwitchoverItems.done(action.name(), action.side(), done, action.sql());
        } catch (FailureException e) {
            throwIfServerFailed(e);
            return SwitchoverItems.manual(
                    action.name(),
                    action.side(),
                    "%s Not done: %s".formatted(action.plan(), e.failure().message()),
                    action.sql());
        }
    }

    private static String run(PostSwitchoverAction action, OpenSide side) throws SQLException {
        var server = side.database().server();
        server.limitLocks(side.connection(), LOCK_SECONDS);
        server.limitStatements(side.connection(), STATEMENT_SECONDS);
        return action.work().run(side.connection());
    }

    private static void throwIfServerFailed(FailureException e) {
        if (e.failure().code() == FailureCode.Unreachable || e.failure().code() == FailureCode.Superseded) {
            throw e;
        }
    }

    private static String summary(List<SwitchoverItem> items) {
        var manual = items.stream()
                .filter(item -> item.status() == SwitchoverItemStatus.Manual)
                .count();
        return "%s%s"
                .formatted(
                        Quantity.of(items.size() - manual, "1 object is done", "%d objects are done"),
                        manual == 0
                                ? "; nothing is left to a person."
                                : Quantity.of(
                                        manual,
                                        "; 1 is left to a person: run its SQL or decide to leave it, then confirm.",
                                        "; %d are left to a person: run their SQL or decide to leave them, then confirm."));
    }
}
