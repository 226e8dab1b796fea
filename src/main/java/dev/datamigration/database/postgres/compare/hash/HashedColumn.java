package dev.datamigration.database.postgres.compare.hash;

import dev.datamigration.database.table.Column;
import java.util.Optional;

/**
 * A column of one side as both sides hash it.
 *
 * @param type by which values are hashed one by one; empty where they are printed
 * @param notNull whether both sides refuse null, by what their catalogs say
 */
public record HashedColumn(Column column, Optional<HashedType> type, boolean notNull) {
    public static HashedColumn of(Column column, Column onOtherSide, RowDigest digest) {
        return new HashedColumn(
                column,
                HashedType.of(column.castType(), onOtherSide.castType(), digest.sameEncoding()),
                column.notNull() && onOtherSide.notNull());
    }

    String reference() {
        return RowDigest.reference(column);
    }
}
