package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.ByteText;
import dev.datamigration.database.postgres.catalog.InvalidBytes;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.MigrationPlan;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks whether the source holds text that cannot be carried: bytes of an SQL_ASCII database, which checks nothing, that a target in
 * UTF8 would refuse; and bytes of another encoding that no character of Unicode corresponds to, which sessions of ours cannot read.
 * From one SQL_ASCII database to another every text is carried, but names of tables and columns have to be valid. The time for each
 * table is bounded.
 */
public record InvalidText() implements SourceCheck {
    private static final int SECONDS_PER_TABLE = 60;
    private static final String ENCODING = "SELECT pg_catalog.current_setting('server_encoding')";
    private static final String SQL_ASCII = "SQL_ASCII";

    /** Every text of these can be read. */
    private static final Set<String> WHOLE = Set.of("UTF8", "LATIN1", "LATIN5", "LATIN9");

    @Override
    public Set<Side> asks() {
        return Set.of(Side.Source, Side.Target);
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Full);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var encoding = databases.source().text(ENCODING);
        if (WHOLE.contains(encoding)) {
            return Finding.passed("The source checks its text as it is written.");
        }
        var invalid = new Problems();
        var unknown = new Problems();
        databases.sourceTables().forEach(table -> nameIn(table, invalid));
        if (!encoding.equals(SQL_ASCII) || !encoding.equals(databases.target().text(ENCODING))) {
            var bytes = InvalidBytes.of(encoding);
            databases.source().limitStatements(SECONDS_PER_TABLE);
            databases.sourceTables().forEach(table -> look(table, databases.source(), bytes, invalid, unknown));
        }
        return invalid.isEmpty()
                ? unknown.warningOr(
                        "Tables of a database in %s that were not read to their end in %d s"
                                .formatted(encoding, SECONDS_PER_TABLE),
                        "All text of the source can be carried, though it is in " + encoding + ".")
                : invalid.failedOr("Text of a database in " + encoding + " that is no UTF8 and cannot be carried", "");
    }

    private static void nameIn(DataTable table, Problems invalid) {
        Stream.concat(
                        Stream.of(table.name().schema(), table.name().table()),
                        table.columns().stream().map(Column::name))
                .filter(ByteText::hasBytes)
                .forEach(name -> invalid.add(
                        "the name %s, of or in table %s"
                                .formatted(
                                        ByteText.escaped(name),
                                        ByteText.escaped(table.name().toString())),
                        "Rename it, or leave the table out with spec.objects.exclude."));
    }

    private static void look(
            DataTable table, CheckedDatabase source, InvalidBytes bytes, Problems invalid, Problems unknown) {
        try {
            for (var column : table.copiedColumns()) {
                if (InvalidBytes.mayBeIn(column) && isIn(source, bytes, table, column)) {
                    invalid.add("column %s of %s".formatted(column.name(), table.name()), bytes.remedy(table, column));
                }
            }
        } catch (FailureException e) {
            // the time was up; everything else is an error
            if (e.failure().code() != FailureCode.ServerBusy) {
                throw e;
            }
            unknown.add(table.name().toString(), "Nothing needs to be done if all of its text is known to be valid.");
        }
    }

    private static boolean isIn(CheckedDatabase source, InvalidBytes bytes, DataTable table, Column column) {
        return source.ask(connection -> bytes.anyIn(connection, table, column));
    }
}
