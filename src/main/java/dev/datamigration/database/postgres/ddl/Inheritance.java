package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.ColumnDefinition;
import dev.datamigration.database.postgres.schema.definition.TableDefinition;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Says how a table comes to inherit: one that was made by itself and attached later may have columns in an order, or generated, as
 * INHERITS would not make them; pure.
 */
public final class Inheritance {
    private Inheritance() {}

    /**
     * Returns whether CREATE TABLE with INHERITS gives the table its columns as they are.
     *
     * @param parents those that are carried, in their order
     */
    static boolean givesColumnsOf(TableDefinition table, List<TableDefinition> parents) {
        var order = new LinkedHashSet<String>();
        parents.forEach(parent -> parent.columns().forEach(column -> order.add(column.name())));
        table.columns().forEach(column -> order.add(column.name()));
        var given = table.columns().stream().map(ColumnDefinition::name).toList();
        return List.copyOf(order).equals(given) && !generatesWhatParentsDoNot(table, parents);
    }

    /**
     * Returns whether it has columns that its parents were given after it was made: no INHERITS puts them where they are, and attached,
     * they would count as its own.
     */
    static boolean gotColumnsLater(TableDefinition table) {
        return table.columns().stream().anyMatch(Inheritance::isGiven)
                && table.columns().stream()
                        .noneMatch(column -> column.inherited() && column.kind().isGenerated()
                                || isGiven(column)
                                        && column.notNull() != null
                                        && column.notNull().noInherit());
    }

    /** Returns whether a column is there because a parent has it, and for nothing else. */
    static boolean isGiven(ColumnDefinition column) {
        return column.inherited() && !column.local();
    }

    /** Returns whether it generates a column that a parent does not, which no server allows from version 16 on. */
    public static boolean generatesWhatParentsDoNot(TableDefinition table, List<TableDefinition> parents) {
        return table.columns().stream()
                .filter(column -> column.kind().isGenerated())
                .anyMatch(column -> parents.stream()
                        .flatMap(parent -> parent.columns().stream())
                        .anyMatch(of ->
                                of.name().equals(column.name()) && !of.kind().isGenerated()));
    }
}
