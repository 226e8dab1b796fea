package dev.datamigration.transfer.run;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.capability.Database;
import dev.datamigration.database.table.EnumTypes.EnumType;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Looks, when the side that is written to refused a row, whether a type of the table was given further values on the other side. */
public final class EnumDrift {
    private EnumDrift() {}

    /**
     * Returns what is to be told in place of a refusal.
     *
     * @param read the table on the side that is read
     * @param written the same on the side that is written to
     * @return empty where no value is missing
     */
    public static Optional<FailureException> of(Run run, RunScope scope, TableName read, TableName written) {
        var there = types(run.from(), scope, read);
        var here = types(run.to(), scope, written);
        return there.entrySet().stream()
                .filter(column -> here.containsKey(column.getKey()))
                .map(column -> missing(run, column.getKey(), column.getValue(), here.get(column.getKey()), read))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static FailureException missing(Run run, String column, EnumType there, EnumType here, TableName table) {
        var statements = run.to().enumTypes().additions(here, there.labels());
        return statements.isEmpty()
                ? null
                : new FailureException(new Failure(
                        FailureCode.SourceSchemaChanged,
                        run.direction().from(),
                        run.direction()
                                .tell(
                                        "The type of column %s of %s has values on the source that %s lacks on the target: they were added under way.")
                                .formatted(column, table, here.type()),
                        run.direction()
                                .tell("Run on the target: %s then resume.")
                                .formatted(String.join(" ", statements))));
    }

    private static Map<String, EnumType> types(Database database, RunScope scope, TableName table) {
        return SqlWork.connected(
                database.server(),
                scope,
                "types",
                "reading the types of " + table,
                connection -> database.enumTypes().read(connection, table));
    }
}
