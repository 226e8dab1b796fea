package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.postgres.structure.Structure;
import dev.datamigration.database.postgres.structure.StructureKind;
import dev.datamigration.database.postgres.structure.StructurePart;
import dev.datamigration.database.table.TableName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The target's parts, of which each is the counterpart of one of the source's at most. */
final class TargetParts {
    private final Map<StructurePart.Key, StructurePart> left = new LinkedHashMap<>();
    private final Map<StructurePart.Key, Map<StructurePart.Key, StructurePart>> ofTable = new HashMap<>();
    private final Map<TableName, TableName> originals = new HashMap<>();
    private final Set<StructurePart.Key> expected;

    /** @param expected what the source's parts are called on the target */
    TargetParts(Structure target, Set<StructurePart.Key> expected) {
        this.expected = expected;
        target.parts().forEach(part -> {
            left.put(part.key(), part);
            ofTable.computeIfAbsent(table(part.key()), key -> new LinkedHashMap<>())
                    .put(part.key(), part);
        });
    }

    private static StructurePart.Key table(StructurePart.Key key) {
        return new StructurePart.Key(key.kind(), key.object(), "");
    }

    /**
     * The part of that name; where there is none, an index or constraint of the table that is alike: renaming may have
     * given it another name. Null where there is neither.
     */
    StructurePart take(StructurePart.Key key, Predicate<StructurePart> alike) {
        var found = left.get(key);
        if (found == null && (key.kind() == StructureKind.Index || key.kind() == StructureKind.Constraint)) {
            found = ofTable.getOrDefault(table(key), Map.of()).values().stream()
                    .filter(part -> !expected.contains(part.key()) && alike.test(part))
                    .findFirst()
                    .orElse(null);
        }
        if (found != null) {
            left.remove(found.key());
            ofTable.get(table(found.key())).remove(found.key());
        }
        return found;
    }

    /** That a table of the target stands for this one of the source. */
    void standsFor(TableName target, TableName source) {
        originals.put(target, source);
    }

    /** The source's table that one of the target stands for, or null. */
    TableName original(TableName target) {
        return originals.get(target);
    }

    List<StructurePart> unmatched() {
        return List.copyOf(left.values());
    }
}
