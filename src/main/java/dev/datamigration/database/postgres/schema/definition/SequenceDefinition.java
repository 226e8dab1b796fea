package dev.datamigration.database.postgres.schema.definition;

import dev.datamigration.database.sequence.SequencePosition;
import dev.datamigration.database.table.TableName;

/**
 * A sequence, of its own or of an identity column.
 *
 * @param ownerTable OID of the table whose column owns it, or null
 * @param ownerColumn or null
 * @param identity whether it belongs to an identity column and is created with it
 * @param readable whether the account may read its value
 * @param position where it stands, or null where the account may not read it
 */
public record SequenceDefinition(
        long oid,
        TableName name,
        String type,
        long start,
        long increment,
        long min,
        long max,
        long cache,
        boolean cycle,
        boolean unlogged,
        Long ownerTable,
        String ownerColumn,
        boolean identity,
        boolean readable,
        SequencePosition position) {
    public SequenceDefinition at(SequencePosition found) {
        return new SequenceDefinition(
                oid,
                name,
                type,
                start,
                increment,
                min,
                max,
                cache,
                cycle,
                unlogged,
                ownerTable,
                ownerColumn,
                identity,
                readable,
                found);
    }

    /** Returns whether it stands where one does that was just created like it. */
    public boolean isAtStart() {
        return position != null && !position.called() && position.value() == start;
    }
}
