package dev.datamigration.transfer.incremental.apply;

import dev.datamigration.database.write.BoundTable;
import dev.datamigration.database.write.TableBinder;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.EnumDrift;
import dev.datamigration.transfer.run.Run;
import java.sql.SQLException;

/** Looks, when the target refused changes, whether that is because its table or a type was altered under way. */
final class RefusedRows {
    private RefusedRows() {}

    /** Returns what to throw for an error met while applying changes to a table. */
    static RuntimeException explain(Run run, TableBinder binder, BoundTable table, SQLException error) {
        var failure = run.to().server().failure(run.scope(), "applying changes to " + table.target(), error);
        return failure instanceof FailureException refused && maybeDrift(refused.failure())
                ? binder.altered(table)
                        .or(() -> EnumDrift.of(run, run.scope(), table.source(), table.target()))
                        .orElse(refused)
                : failure;
    }

    private static boolean maybeDrift(Failure failure) {
        return switch (failure.code()) {
            case RowRefused, TargetSchemaChanged, SourceSchemaChanged -> true;
            default -> false;
        };
    }
}
