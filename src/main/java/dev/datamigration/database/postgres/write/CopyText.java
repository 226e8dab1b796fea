package dev.datamigration.database.postgres.write;

import dev.datamigration.database.log.Tuple;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Rows in COPY's text format, made of the log's own bytes and sent as they are made: memory does not grow with them. */
final class CopyText {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] NULL = "\\N".getBytes(StandardCharsets.US_ASCII);

    /** By byte, what follows the backslash that stands for it; 0 for bytes that stand for themselves. */
    private static final byte[] ESCAPES = new byte[256];

    static {
        ESCAPES['\\'] = '\\';
        ESCAPES['\t'] = 't';
        ESCAPES['\n'] = 'n';
        ESCAPES['\r'] = 'r';
    }

    private final CopyIn copy;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;

    CopyText(CopyIn copy) {
        this.copy = copy;
    }

    /** @throws IllegalArgumentException if a value is not known */
    void write(Tuple row) throws SQLException {
        for (var column = 0; column < row.size(); column++) {
            if (row.isUnchanged(column)) {
                throw new IllegalArgumentException("the value of column " + column + " is not known");
            }
            if (column > 0) {
                put((byte) '\t');
            }
            write(row.bytes(column));
        }
        put((byte) '\n');
    }

    private void write(byte[] value) throws SQLException {
        if (value == null) {
            put(NULL[0]);
            put(NULL[1]);
            return;
        }
        for (var plain : value) {
            var escape = ESCAPES[plain & 0xff];
            if (escape != 0) {
                put((byte) '\\');
            }
            put(escape == 0 ? plain : escape);
        }
    }

    private void put(byte next) throws SQLException {
        if (filled == BUFFER_BYTES) {
            send();
        }
        buffer[filled++] = next;
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer, 0, filled);
        filled = 0;
    }

    /** Returns how many rows there are. */
    long end() throws SQLException {
        send();
        return copy.endCopy();
    }
}
