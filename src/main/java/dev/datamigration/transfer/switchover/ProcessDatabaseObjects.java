package dev.datamigration.transfer.switchover;

import dev.datamigration.api.SwitchoverItem;
import dev.datamigration.api.SwitchoverItemStatus;
import dev.datamigration.database.postgres.SqlWork;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.failure.Quantity;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the objects beside the rows ready for the application on its new side: does what it can, and lists the rest with
 * the SQL to run. An error with one object never keeps it from the others.
 */
final class ProcessDatabaseObjects {
    private static final String SESSION = "SET lock_timeout = '%ds'; SET statement_timeout = '%ds'";
    private static final int LOCK_SECONDS = 5;
    private static final int STATEMENT_SECONDS = 30;

    private final Ceremony ceremony;
    private final Flows flows;

    ProcessDatabaseObjects(Ceremony ceremony, Flows flows) {
        this.ceremony = ceremony;
        this.flows = flows;
    }

    StepResult perform() {
        new WayBack(ceremony, flows).secure();
        try (var sides = new BothSides(ceremony)) {
            var items = new ArrayList<SwitchoverItem>();
            for (var chores : Chores.all()) {
                found(chores, sides, items).forEach(chore -> items.add(perform(chore, sides)));
            }
            return StepResult.done(summary(items)).with(items);
        }
    }

    /** What it would do. */
    List<SwitchoverItem> foretell(BothSides sides) {
        var items = new ArrayList<SwitchoverItem>();
        for (var chores : Chores.all()) {
            found(chores, sides, items).forEach(chore -> items.add(chore.foretold()));
        }
        return items;
    }

    private List<Chore> found(Chores chores, BothSides sides, List<SwitchoverItem> items) {
        ceremony.scope().throwIfCancelled();
        try {
            return chores.find(sides);
        } catch (FailureException e) {
            throwIfServerFailed(e);
            items.add(Items.manual(
                    chores.what(),
                    e.failure().side(),
                    "Could not look at %s: %s %s"
                            .formatted(
                                    chores.what(),
                                    e.failure().message(),
                                    e.failure().remedy()),
                    null));
            return List.of();
        }
    }

    private SwitchoverItem perform(Chore chore, BothSides sides) {
        ceremony.scope().throwIfCancelled();
        if (chore.isManual()) {
            return Items.manual(chore.name(), chore.side(), chore.plan(), chore.sql());
        }
        try {
            var done = SqlWork.call(
                    ceremony.run().server(chore.side()),
                    ceremony.scope(),
                    "processing " + chore.name(),
                    () -> run(chore, sides));
            return Items.done(chore.name(), chore.side(), done, chore.sql());
        } catch (FailureException e) {
            throwIfServerFailed(e);
            return Items.manual(
                    chore.name(),
                    chore.side(),
                    "%s Not done: %s".formatted(chore.plan(), e.failure().message()),
                    chore.sql());
        }
    }

    private static String run(Chore chore, BothSides sides) throws SQLException {
        var connection = sides.of(chore.side()).connection();
        try (var statement = connection.createStatement()) {
            statement.execute(SESSION.formatted(LOCK_SECONDS, STATEMENT_SECONDS));
        }
        return chore.work().run(connection);
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
