package dev.datamigration.database.postgres.precheck.existing;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** In what a table of the target cannot take the rows of a table of the source. Order of columns does not matter. */
final class ColumnDifferences {
    private ColumnDifferences() {}

    /**
     * One column that does not fit.
     *
     * @param clause of the ALTER TABLE that mends it
     */
    record Difference(String column, String what, String clause) {
        String remedy(TableName table) {
            return "ALTER TABLE %s %s;".formatted(Sql.quoted(table), clause);
        }
    }

    /** @param renamedSchemas of the source to of the target; a type moves with its schema */
    static List<Difference> of(DataTable source, DataTable target, Map<String, String> renamedSchemas) {
        var existing = target.columns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
        return source.copiedColumns().stream()
                .map(column ->
                        difference(column, existing.get(column.name()), renamedSchemas, unmatched(source, target)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Columns of the target that the source does not have: one of them may be another one's former name. */
    private static List<Column> unmatched(DataTable source, DataTable target) {
        var names = source.columns().stream().map(Column::name).collect(Collectors.toSet());
        return target.copiedColumns().stream()
                .filter(column -> !names.contains(column.name()))
                .toList();
    }

    private static Optional<Difference> difference(
            Column wanted, Column found, Map<String, String> renamedSchemas, List<Column> unmatched) {
        var name = wanted.name();
        var quoted = Sql.identifier(name);
        var type = typeOnTarget(wanted.type(), renamedSchemas);
        if (found == null) {
            var former = unmatched.stream()
                    .filter(column -> column.type().equals(type))
                    .toList();
            return Optional.of(
                    former.size() == 1
                            ? new Difference(
                                    name,
                                    "does not exist, while " + former.get(0).name()
                                            + " of the same type is not on the source",
                                    "RENAME COLUMN "
                                            + Sql.identifier(former.get(0).name()) + " TO " + quoted)
                            : new Difference(name, "does not exist", "ADD COLUMN " + quoted + " " + type));
        }
        if (found.generated()) {
            return Optional.of(new Difference(name, "is generated", "ALTER COLUMN " + quoted + " DROP EXPRESSION"));
        }
        return found.type().equals(type)
                ? Optional.empty()
                : Optional.of(new Difference(
                        name,
                        "is %s and not %s".formatted(found.type(), type),
                        "ALTER COLUMN " + quoted + " TYPE " + type + " USING " + quoted + "::" + type));
    }

    private static String typeOnTarget(String type, Map<String, String> renamedSchemas) {
        for (var renamed : renamedSchemas.entrySet()) {
            for (var prefix : List.of(renamed.getKey() + ".", Sql.identifier(renamed.getKey()) + ".")) {
                if (type.startsWith(prefix)) {
                    return renamed.getValue() + "." + type.substring(prefix.length());
                }
            }
        }
        return type;
    }
}
