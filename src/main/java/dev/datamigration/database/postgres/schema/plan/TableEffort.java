package dev.datamigration.database.postgres.schema.plan;

import static java.util.stream.Collectors.toSet;

import dev.datamigration.database.postgres.schema.definition.TableDefinition;
import dev.datamigration.database.schema.SchemaItem;
import java.util.Collection;
import java.util.Set;

/** Tells which tables are so small that what reads all their rows is brief; partitioned ones are not, nor are views. */
public final class TableEffort {
    private static final long SMALL_BYTES = 8_000_000;

    private final Set<Long> small;

    public TableEffort(Collection<TableDefinition> tables) {
        small = tables.stream()
                .filter(table -> !table.isPartitioned() && table.bytes() <= SMALL_BYTES)
                .map(TableDefinition::oid)
                .collect(toSet());
    }

    /** The item as one that reads the rows of this relation. */
    public SchemaItem reading(long relation, SchemaItem item) {
        return small.contains(relation) ? item : item.lengthy();
    }
}
