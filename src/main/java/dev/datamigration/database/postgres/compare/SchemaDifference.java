package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.plan.Direction;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides whether two tables have the same columns, so far as their rows can be compared. */
public final class SchemaDifference {
    private SchemaDifference() {}

    /** Returns what differs, for people; empty where the rows can be compared. */
    public static Optional<String> between(Direction direction, DataTable source, DataTable target) {
        var differences = new ArrayList<String>();
        var onSource = source.copiedColumns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
        var onTarget = target.copiedColumns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
        for (var column : source.copiedColumns()) {
            var other = onTarget.get(column.name());
            if (other == null) {
                differences.add(direction
                        .tell("column %s is missing or generated on the target")
                        .formatted(column.name()));
            } else if (!printAlike(column.castType(), other.castType())) {
                differences.add(direction
                        .tell("column %s is %s on the source and %s on the target")
                        .formatted(column.name(), column.type(), other.type()));
            }
        }
        target.copiedColumns().stream()
                .filter(column -> !onSource.containsKey(column.name()))
                .forEach(column -> differences.add(
                        direction.tell("column %s is on the target only").formatted(column.name())));
        return differences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", differences));
    }

    /** Returns whether equal values of both types print alike; schemas may have been renamed. */
    private static boolean printAlike(String type, String other) {
        return family(type).equals(family(other));
    }

    private static String family(String type) {
        return switch (type) {
            case "smallint", "integer", "bigint" -> "integers";
            case "text", "character varying" -> "texts";
            default -> unqualified(type);
        };
    }

    private static String unqualified(String type) {
        var quoted = false;
        var start = 0;
        for (var i = 0; i < type.length(); i++) {
            if (type.charAt(i) == '"') {
                quoted = !quoted;
            } else if (type.charAt(i) == '.' && !quoted) {
                start = i + 1;
            }
        }
        return type.substring(start);
    }
}
