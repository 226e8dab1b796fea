package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.CatalogObject;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says what relations are called on the target. Where renaming would give two sequences or indexes of one schema the same
 * name, the later one gets its table's name before its own.
 */
public final class TargetObjectNames {
    private static final int LONGEST_IDENTIFIER = 63;

    private final ObjectFilter filter;
    private final Map<ObjectId, TableName> relations = new HashMap<>();
    private final Set<TableName> taken = new HashSet<>();

    public TargetObjectNames(ObjectFilter filter) {
        this.filter = filter;
    }

    public String schema(String sourceSchema) {
        return filter.targetSchemaOf(sourceSchema);
    }

    /**
     * Takes the name of a table or view.
     *
     * @return false if another relation of the plan has it already
     */
    public boolean add(CatalogObject relation) {
        var target = filter.targetOf(relation.name());
        relations.put(relation.id(), target);
        return taken.add(target);
    }

    /** Takes a name for a sequence; one that a table owns lives in that table's schema, as the server demands. */
    public void addSequence(CatalogObject sequence, TableName ownerTarget) {
        var wanted = filter.targetOf(sequence.name());
        var schema = ownerTarget == null ? wanted.schema() : ownerTarget.schema();
        relations.put(sequence.id(), take(schema, wanted.table(), ownerTarget == null ? schema : ownerTarget.table()));
    }

    /** Takes a name for an index, of a constraint or not, in its table's schema. */
    public TableName addIndex(long oid, String name, TableName tableTarget) {
        var target = take(tableTarget.schema(), name, tableTarget.table());
        relations.put(ObjectId.relation(oid), target);
        return target;
    }

    private TableName take(String schema, String name, String prefix) {
        var target = new TableName(schema, name);
        for (var number = 1; !taken.add(target); number++) {
            target = new TableName(schema, shortened(prefix + "_" + name, number));
        }
        return target;
    }

    private static String shortened(String name, int number) {
        var suffix = number == 1 ? "" : "_" + number;
        var end = name.length();
        while (name.substring(0, end).getBytes(java.nio.charset.StandardCharsets.UTF_8).length + suffix.length()
                > LONGEST_IDENTIFIER) {
            end--;
        }
        return name.substring(0, end) + suffix;
    }

    public boolean has(long oid) {
        return relations.containsKey(ObjectId.relation(oid));
    }

    /** @throws IllegalArgumentException for a relation that was not added */
    public TableName relation(long oid) {
        var name = relations.get(ObjectId.relation(oid));
        if (name == null) {
            throw new IllegalArgumentException("relation " + oid + " is not carried");
        }
        return name;
    }

    /** Returns whether a relation is called otherwise than its schema's renaming alone says. */
    public boolean isMoved(CatalogObject relation) {
        var name = relation.name();
        return !filter.targetOf(name).equals(new TableName(schema(name.schema()), name.table()));
    }
}
