package dev.datamigration.database.postgres.write;

import dev.datamigration.database.log.RelationColumn;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Says how the target would spell the types that the source's columns have. */
final class TargetTypeNames {
    /** Types below are part of the server and have the same OIDs everywhere. */
    private static final int FIRST_UNPINNED_OID = 10_000;

    private final SourceCatalog source;
    private final TargetCatalog target;
    private final Map<TypeKey, Optional<String>> known = new HashMap<>();

    TargetTypeNames(SourceCatalog source, TargetCatalog target) {
        this.source = source;
        this.target = target;
    }

    /** The type's text as in {@code Column.type}; empty if it cannot be told, because it is gone or unknown there. */
    Optional<String> onTarget(RelationColumn column) {
        return onTarget(column.type(), column.typeModifier());
    }

    Optional<String> onTarget(int typeOid, int typeModifier) {
        return known.computeIfAbsent(new TypeKey(typeOid, typeModifier), this::ask);
    }

    private Optional<String> ask(TypeKey type) {
        if (Integer.compareUnsigned(type.oid(), FIRST_UNPINNED_OID) < 0) {
            return Optional.of(target.builtInType(type.oid(), type.modifier()));
        }
        return source.typeName(type.oid())
                .flatMap(name -> Optional.ofNullable(target.namedType(name, type.modifier())));
    }

    /**
     * Returns whether the target's column has the type that the source's had when the change was made, or has now; then the
     * target was altered already. What cannot be told is let through.
     */
    boolean agree(int relationOid, RelationColumn column, String targetType) {
        var then = onTarget(column);
        return then.isEmpty()
                || then.get().equals(targetType)
                || source.column(relationOid, column.name())
                        .flatMap(now -> onTarget(now.typeOid(), now.typeModifier()))
                        .map(targetType::equals)
                        .orElse(false);
    }

    private record TypeKey(int oid, int modifier) {}
}
