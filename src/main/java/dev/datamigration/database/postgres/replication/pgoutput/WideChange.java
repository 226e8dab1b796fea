package dev.datamigration.database.postgres.replication.pgoutput;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * One CopyData message that is longer than the widest row may be. It is read once, value by value: what has been read is
 * kept only as long as each row is narrow enough, so that memory is bounded by the limit and not by the message.
 */
final class WideChange {
    /** Values up to this length are told of a row that is too wide, so that its key is known. */
    private static final int KEPT_BYTES = 1024;

    private static final int PREFIX_BYTES = 25;
    private static final int CHUNK_BYTES = 1 << 20;

    private final InputStream in;
    private final long length;
    private final long widestRow;
    private Chunks read = new Chunks();
    private long left;
    private boolean tooWide;
    private byte[] prefix;

    /** @param length of the message's body */
    WideChange(InputStream in, long length, long widestRow) {
        this.in = in;
        this.length = length;
        this.left = length;
        this.widestRow = widestRow;
        // rows of bytea take twice as much in the log, and an old row may come with the new one
        this.tooWide = length > 2 * widestRow + CHUNK_BYTES;
    }

    /** Returns what is to be read instead of what this has read: as much of the message, or a short message in its place. */
    InputStream examine() throws IOException {
        prefix = take(PREFIX_BYTES);
        var kind = take(1)[0];
        if (prefix[0] == 'w' && kind == 'M' && tooWide) {
            skip(left);
            return leftOut();
        }
        if (prefix[0] != 'w' || (kind != 'I' && kind != 'U' && kind != 'D')) {
            return asItCame();
        }
        var relation = BigEndian.int4(take(4), 0);
        var tag = take(1)[0];
        var key = row();
        if (kind == 'U' && tag != 'N' && !tooWide) {
            take(1);
            row();
        }
        if (!tooWide) {
            return asItCame();
        }
        skip(left);
        return replacement(kind, relation, key);
    }

    /** Returns how much of the message is still to be read from where it comes. */
    long left() {
        return left;
    }

    private InputStream asItCame() throws IOException {
        return read.after(header(length));
    }

    /** Returns it with those values that are short, and tells whether it is too wide. */
    private byte[] row() throws IOException {
        var kept = new ByteArrayOutputStream();
        var count = take(2);
        kept.write(count);
        long width = 0;
        for (var column = (count[0] & 0xff) << 8 | count[1] & 0xff; column > 0; column--) {
            var kind = take(1);
            if (kind[0] != 't') {
                kept.write(kind);
                continue;
            }
            var size = take(4);
            var bytes = BigEndian.int4(size, 0);
            var start = take(Math.min(2, bytes));
            width += isHex(start) ? (bytes - 2) / 2 : bytes;
            if (width > widestRow) {
                tooWide = true;
                read = null;
            }
            if (bytes > KEPT_BYTES) {
                kept.write('u');
                pass(bytes - start.length);
            } else {
                kept.write(kind);
                kept.write(size);
                kept.write(start);
                kept.write(take(bytes - start.length));
            }
        }
        return kept.toByteArray();
    }

    /** A bytea takes two digits for each of its bytes. */
    private static boolean isHex(byte[] start) {
        return start.length == 2 && start[0] == '\\' && start[1] == 'x';
    }

    private InputStream replacement(byte kind, int relation, byte[] key) throws IOException {
        var body = new ByteArrayOutputStream();
        var out = new DataOutputStream(body);
        out.write(prefix);
        out.writeByte('W');
        out.writeByte(kind);
        out.writeInt(relation);
        out.writeLong(length);
        out.write(key);
        var message = new ByteArrayOutputStream();
        message.write(header(body.size()));
        body.writeTo(message);
        return new ByteArrayInputStream(message.toByteArray());
    }

    /** What somebody wrote into the log that is too long to be of ours: nothing that changes a row. */
    private InputStream leftOut() throws IOException {
        var body = new ByteArrayOutputStream();
        body.write(prefix);
        body.write('O');
        body.write(new byte[Long.BYTES + 1]);
        var message = new ByteArrayOutputStream();
        message.write(header(body.size()));
        body.writeTo(message);
        return new ByteArrayInputStream(message.toByteArray());
    }

    private static byte[] header(long bodyLength) throws IOException {
        var header = new ByteArrayOutputStream();
        var out = new DataOutputStream(header);
        out.writeByte('d');
        out.writeInt((int) bodyLength + 4);
        return header.toByteArray();
    }

    private byte[] take(int count) throws IOException {
        var bytes = new byte[count];
        readFully(bytes, count);
        if (!tooWide) {
            read.add(bytes);
        }
        return bytes;
    }

    private void pass(long count) throws IOException {
        for (var rest = count; rest > 0 && !tooWide; rest -= Math.min(rest, CHUNK_BYTES)) {
            take((int) Math.min(rest, CHUNK_BYTES));
        }
        if (tooWide) {
            skip(count);
        }
    }

    private void skip(long count) throws IOException {
        var buffer = new byte[(int) Math.min(count, CHUNK_BYTES / 16)];
        for (var rest = count; rest > 0; rest -= Math.min(rest, buffer.length)) {
            readFully(buffer, (int) Math.min(rest, buffer.length));
        }
    }

    /** Half a message is of no use, so that a timeout within it only means to wait on; closing the socket ends that. */
    private void readFully(byte[] buffer, int count) throws IOException {
        for (var at = 0; at < count; ) {
            try {
                var more = in.read(buffer, at, count - at);
                if (more < 0) {
                    throw new EOFException("the stream ended within a message");
                }
                at += more;
                left -= more;
            } catch (SocketTimeoutException e) {
                // the rest is on its way
            }
        }
    }
}
