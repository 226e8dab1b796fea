package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.MigrationPlan;

/**
 * Checks whether any row is wider than {@code spec.limits.maxRowBytes}. Only tables whose TOAST could hold such a row are
 * asked, and their TOAST is read only where a compressed value might be that wide. The time for each table is bounded;
 * a row that is missed is refused when it is loaded.
 */
public record WideRows() implements SourceCheck {
    private static final int SECONDS_PER_TABLE = 60;

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Full);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var most = databases.plan().limits().maxRowBytes();
        var tooWide = new Problems();
        var unknown = new Problems();
        databases.source().limitStatements(SECONDS_PER_TABLE);
        for (var table : databases.sourceTables()) {
            if (RowWidth.mayExceed(table, most)) {
                measure(table, most, databases, tooWide, unknown);
            }
        }
        return tooWide.isEmpty()
                ? unknown.warningOr(
                        "Tables whose widest row could not be found in %d s".formatted(SECONDS_PER_TABLE),
                        "No row is wider than %d bytes.".formatted(most))
                : tooWide.failedOr("Rows wider than spec.limits.maxRowBytes (%d)".formatted(most), "");
    }

    private static void measure(
            DataTable table, long most, CheckedDatabases databases, Problems tooWide, Problems unknown) {
        try {
            var widest = databases.source().number(RowWidth.query(table, most));
            if (widest > most) {
                tooWide.add(
                        "%s has a row of %d bytes".formatted(table.name(), widest),
                        "Raise spec.limits.maxRowBytes (and the worker's memory to four times that for each row under way), or exclude the tables.");
            }
        } catch (FailureException e) {
            // the time was up; everything else is an error
            if (e.failure().code() != FailureCode.ServerBusy) {
                throw e;
            }
            unknown.add(
                    table.name().toString(),
                    "Nothing needs to be done: a row that is too wide is refused by name when it is loaded.");
        }
    }
}
