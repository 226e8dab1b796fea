package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.ColumnDefinition;
import dev.datamigration.database.postgres.schema.definition.ColumnDefinition.NotNull;
import dev.datamigration.database.postgres.schema.definition.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of NOT NULL constraints, which have some from version 18 on: the server would choose those that it is known for, and
 * another constraint of the table, made before there were any such names, may have one of them; pure.
 */
public final class NotNullNames {
    /** The version since which they have names. */
    public static final int SINCE = 18;

    private static final Pattern CHOSEN_BY_SERVER = Pattern.compile(".*_not_null\\d*");

    /** Bytes that leave room for the ending within the longest name. */
    private static final int LONGEST = 50;

    private NotNullNames() {}

    /**
     * The table with names for those that have none, if the server could choose one that is taken.
     *
     * @param constraints names of the table's other constraints
     */
    public static TableDefinition chosen(TableDefinition table, Set<String> constraints) {
        if (constraints.stream()
                .noneMatch(name -> CHOSEN_BY_SERVER.matcher(name).matches())) {
            return table;
        }
        var taken = new HashSet<>(constraints);
        var columns = new ArrayList<ColumnDefinition>();
        for (var column : table.columns()) {
            columns.add(named(column, columns.size() + 1, taken));
        }
        return table.withColumns(columns);
    }

    private static ColumnDefinition named(ColumnDefinition column, int number, Set<String> taken) {
        NotNull notNull = column.notNull();
        if (notNull == null || notNull.name() != null) {
            return column;
        }
        var length = column.name().getBytes(StandardCharsets.UTF_8).length;
        var usual = (length > LONGEST ? "column" + number : column.name()) + "_not_null";
        var name = usual;
        for (var again = 1; !taken.add(name); again++) {
            name = usual + again;
        }
        return column.withNotNull(notNull.named(name));
    }
}
