package dev.datamigration.transfer.incremental.change;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.database.log.Tuple;

/**
 * One change of one row. Where a row existed before, {@code old} identifies it: it holds at least the columns of the
 * table's key, and for a table without a key the whole row.
 */
public sealed interface RowChange {
    DmlType kind();

    /** About how much memory it takes, in bytes. */
    long memory();

    record Insert(Tuple row) implements RowChange {
        @Override
        public DmlType kind() {
            return DmlType.Insert;
        }

        @Override
        public long memory() {
            return 32 + row.memory();
        }
    }

    /** @param row the new row; values that did not change may be missing, but never those of the key */
    record Update(Tuple old, Tuple row) implements RowChange {
        @Override
        public DmlType kind() {
            return DmlType.Update;
        }

        @Override
        public long memory() {
            return 32 + row.memory() + (old == row ? 0 : old.memory());
        }
    }

    record Delete(Tuple old) implements RowChange {
        @Override
        public DmlType kind() {
            return DmlType.Delete;
        }

        @Override
        public long memory() {
            return 32 + old.memory();
        }
    }
}
