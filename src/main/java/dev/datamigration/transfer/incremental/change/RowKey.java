package dev.datamigration.transfer.incremental.change;

import dev.datamigration.database.log.Tuple;
import java.util.Arrays;

/** The values of a row's key, compared by their text. */
final class RowKey {
    private final byte[][] values;
    private final int hash;

    private RowKey(byte[][] values) {
        this.values = values;
        this.hash = Arrays.deepHashCode(values);
    }

    static RowKey of(Tuple row, int[] keyColumns) {
        var values = new byte[keyColumns.length][];
        for (var i = 0; i < values.length; i++) {
            values[i] = row.bytes(keyColumns[i]);
        }
        return new RowKey(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && hash == key.hash && Arrays.deepEquals(values, key.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
