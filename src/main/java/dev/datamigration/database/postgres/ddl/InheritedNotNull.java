package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.ColumnDefinition;
import dev.datamigration.database.postgres.schema.definition.TableDefinition;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which NOT NULL of a table come with those of its parents, and which it declares itself; pure. */
final class InheritedNotNull {
    private final Set<String> ofParents;
    private final int targetVersion;

    /** @param parents those that are carried; a NOT NULL of theirs that is not validated gives no child one that is */
    InheritedNotNull(List<TableDefinition> parents, int targetVersion) {
        this.targetVersion = targetVersion;
        this.ofParents = parents.stream()
                .flatMap(parent -> parent.columns().stream())
                .filter(column -> column.notNull() != null)
                .map(ColumnDefinition::name)
                .collect(Collectors.toSet());
    }

    /** A column that the table defines beside its parents, without a NOT NULL that is only inherited. */
    ColumnDefinition declared(ColumnDefinition column) {
        return column.inherited() && column.notNull() != null && comesWithParents(column)
                ? column.withNotNull(null)
                : column;
    }

    /** Returns whether it only inherits the column, and says itself by a name of its own that it is not null. */
    boolean isDeclaredByName(ColumnDefinition column) {
        return !column.local()
                && targetVersion >= NotNullNames.SINCE
                && column.notNull() != null
                && column.notNull().name() != null
                && !comesWithParents(column);
    }

    /** Returns whether it only inherits the column, which is not null in this table alone, and has no name to declare that by. */
    boolean isSetAfterwards(ColumnDefinition column) {
        return !column.local()
                && column.notNull() != null
                && !isDeclaredByName(column)
                && !ofParents.contains(column.name());
    }

    /** Before version 18 none is a child's own: it goes when the parent's does. One that was given a name must be declared. */
    private boolean comesWithParents(ColumnDefinition column) {
        var notNull = column.notNull();
        var given = notNull.oid() == null ? notNull.name() == null : !notNull.local();
        return given && ofParents.contains(column.name());
    }
}
