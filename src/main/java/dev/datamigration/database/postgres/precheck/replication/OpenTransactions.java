package dev.datamigration.database.postgres.precheck.replication;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;

/** Transactions of any database of the server that the making of the task's slot would wait for, and for how long already. */
public record OpenTransactions(Side side) implements NeedsIncremental {
    private static final int SECONDS = 60;
    private static final int NAMED = 5;

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        databases.of(side).blockersOfNewSlot(SECONDS).stream()
                .limit(NAMED)
                .forEach(open -> problems.add("the replication slot waits for " + open.text(), open.remedy()));
        return problems.warningOr(
                "Transactions are open on the server before whose end no replication slot can be made",
                "No transaction has been open for more than %d s.".formatted(SECONDS));
    }
}
