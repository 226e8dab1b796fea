package dev.datamigration.transfer.precheck.table;

import dev.datamigration.api.MigrationType;
import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.Sql;
import dev.datamigration.database.postgres.catalog.Column;
import dev.datamigration.database.postgres.catalog.DataTable;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.MigrationPlan;
import dev.datamigration.transfer.precheck.check.CheckedDatabase;
import dev.datamigration.transfer.precheck.check.CheckedDatabases;
import dev.datamigration.transfer.precheck.check.Finding;
import dev.datamigration.transfer.precheck.check.PrecheckCheck;
import dev.datamigration.transfer.precheck.check.Problems;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a source that is SQL_ASCII, which checks nothing, holds text that is no valid UTF8: sessions of ours speak UTF8, so
 * that such a row can neither be read nor be found in the log. The time for each table is bounded.
 */
public record InvalidText() implements PrecheckCheck {
    private static final int SECONDS_PER_TABLE = 60;

    @Override
    public Side side() {
        return Side.Source;
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Full);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var source = databases.source();
        if (!source.text("SELECT pg_catalog.current_setting('server_encoding')").equals("SQL_ASCII")) {
            return Finding.passed("The source checks its text as it is written.");
        }
        var invalid = new Problems();
        var unknown = new Problems();
        source.limitStatements(SECONDS_PER_TABLE);
        databases.sourceTables().forEach(table -> look(table, source, invalid, unknown));
        return invalid.isEmpty()
                ? unknown.warningOr(
                        "Tables of an SQL_ASCII database that were not read to their end in %d s"
                                .formatted(SECONDS_PER_TABLE),
                        "All text of the source is valid UTF8, though it is SQL_ASCII.")
                : invalid.failedOr("Columns of an SQL_ASCII database with bytes that are no UTF8", "");
    }

    private static void look(DataTable table, CheckedDatabase source, Problems invalid, Problems unknown) {
        try {
            for (var column : table.copiedColumns()) {
                if (TextBytes.mayBeInvalid(column) && source.isTrue(TextBytes.anyInvalid(table, column))) {
                    invalid.add("column %s of %s".formatted(column.name(), table.name()), remedy(table, column));
                }
            }
        } catch (FailureException e) {
            // the time was up; everything else is an error
            if (e.failure().code() != FailureCode.ServerBusy) {
                throw e;
            }
            unknown.add(table.name().toString(), "Nothing needs to be done if it is known to hold UTF8 only.");
        }
    }

    private static String remedy(DataTable table, Column column) {
        var key = table.hasKey() ? table.key() : List.of("ctid");
        return "The rows: SELECT %s FROM ONLY %s WHERE %s; if their bytes are LATIN1, run %s"
                .formatted(
                        key.stream().map(Sql::identifier).collect(Collectors.joining(", ")),
                        table.name().quoted(),
                        TextBytes.invalid(column),
                        TextBytes.correction(table, column));
    }
}
