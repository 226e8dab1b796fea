package dev.datamigration.database.postgres.load;

import dev.datamigration.database.load.ColumnPair;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.table.Column;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** PostgreSQL's bulk formats. The server sends each row as one message; the binary format has a frame around all of them. */
enum CopyFormat {
    Binary("binary", header(), new byte[] {-1, -1}),
    Text("text", new byte[0], new byte[0]);

    /** The signature, the flags, and how long the rest of the header is. */
    private static final int HEADER = 19;

    private static final int REST = 15;

    private final String keyword;
    private final byte[] beginning;
    private final byte[] end;

    CopyFormat(String keyword, byte[] beginning, byte[] end) {
        this.keyword = keyword;
        this.beginning = beginning;
        this.end = end;
    }

    /** Binary where both servers would read it alike. */
    static CopyFormat of(LoadTable table) {
        return table.columns().stream().allMatch(ColumnPair::hasOneType)
                        && table.table().copiedColumns().stream().noneMatch(Column::userDefinedElements)
                ? Binary
                : Text;
    }

    String keyword() {
        return keyword;
    }

    /** Returns what comes before the first row; not to be changed. */
    byte[] beginning() {
        return beginning;
    }

    /** Returns what comes after the last row; not to be changed. */
    byte[] end() {
        return end;
    }

    /**
     * Returns what a message has of a row, without the frame.
     *
     * @param first whether it is the first message of a copy
     * @return empty where it has none
     */
    byte[] row(byte[] message, boolean first) {
        if (this == Text) {
            return message;
        }
        var row = first ? Arrays.copyOfRange(message, headerOf(message), message.length) : message;
        return Arrays.equals(row, end) ? new byte[0] : row;
    }

    private static int headerOf(byte[] message) {
        return HEADER + ByteBuffer.wrap(message).getInt(REST);
    }

    private static byte[] header() {
        return ByteBuffer.allocate(HEADER)
                .put("PGCOPY\n".getBytes(StandardCharsets.US_ASCII))
                .put(new byte[] {-1, '\r', '\n', 0})
                .array();
    }
}
