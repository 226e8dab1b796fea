package dev.datamigration.database.postgres.write;

import dev.datamigration.database.log.Tuple;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The binary form of a {@code text[]} with the values of one column, made of the log's own bytes: nothing is decoded or
 * escaped on the way.
 */
final class TextArray {
    private static final int HEADER_BYTES = 20;
    private static final int TEXT_OID = 25;
    private static final int NULL_LENGTH = -1;

    private TextArray() {}

    /** @throws IllegalArgumentException if a value is not known */
    static byte[] of(List<Tuple> rows, int column) {
        var buffer = ByteBuffer.allocate(size(rows, column));
        buffer.putInt(1).putInt(1).putInt(TEXT_OID).putInt(rows.size()).putInt(1);
        for (var row : rows) {
            var value = row.bytes(column);
            if (value == null) {
                buffer.putInt(NULL_LENGTH);
            } else {
                buffer.putInt(value.length).put(value);
            }
        }
        return buffer.array();
    }

    private static int size(List<Tuple> rows, int column) {
        var size = HEADER_BYTES;
        for (var row : rows) {
            if (row.isUnchanged(column)) {
                throw new IllegalArgumentException("the value of column " + column + " is not known");
            }
            size = Math.addExact(size, Integer.BYTES + (row.isNull(column) ? 0 : row.bytes(column).length));
        }
        return size;
    }
}
