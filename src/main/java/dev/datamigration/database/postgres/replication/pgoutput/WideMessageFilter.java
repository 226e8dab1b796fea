package dev.datamigration.database.postgres.replication.pgoutput;

import dev.datamigration.database.log.LogMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Says what a replication connection reads, in which a change with a row that is too wide is replaced by a short message that
 * says so ({@link LogMessage.TooWide}): the driver holds each message whole, so that one change might take all
 * memory there is. Everything else passes as it came, and only what is suspiciously long is looked into.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">CopyData</a>
 */
public final class WideMessageFilter extends InputStream {
    private static final int HEADER_BYTES = 5;
    private static final int LENGTH_BYTES = 4;
    private static final char COPY_DATA = 'd';

    private final ReadAhead in;
    private final long widestRow;
    private final byte[] header = new byte[HEADER_BYTES];
    private int headerRead;
    private InputStream ready = InputStream.nullInputStream();
    private long passing;

    /**
     * @param in what it has read must begin with a message; need not be buffered
     * @param widestRow in bytes
     */
    public WideMessageFilter(InputStream in, long widestRow) {
        this.in = new ReadAhead(in);
        this.widestRow = widestRow;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (true) {
            var count = ready.read(target, offset, length);
            if (count > 0 || length == 0) {
                return Math.max(0, count);
            }
            if (passing > 0) {
                passOn(length);
                count = in.read(target, offset, (int) Math.min(length, passing));
                passing -= Math.max(0, count);
                return count;
            }
            if (!readHeader()) {
                return -1;
            }
        }
    }

    /** Lets messages pass that have arrived already, as many as the reader has room for, so that it need not come for each. */
    private void passOn(int room) {
        while (passing < room && in.buffered() >= passing + HEADER_BYTES) {
            in.peek((int) passing, header);
            if (isSuspicious()) {
                return;
            }
            passing += HEADER_BYTES + body();
        }
    }

    private boolean isSuspicious() {
        return header[0] == COPY_DATA && body() > widestRow;
    }

    private int body() {
        return BigEndian.int4(header, 1) - LENGTH_BYTES;
    }

    /** May be broken off by a timeout and begun again. Returns false at the end. */
    private boolean readHeader() throws IOException {
        while (headerRead < HEADER_BYTES) {
            var count = in.read(header, headerRead, HEADER_BYTES - headerRead);
            if (count < 0) {
                return false;
            }
            headerRead += count;
        }
        headerRead = 0;
        if (isSuspicious()) {
            var change = new WideChange(in, body(), widestRow);
            ready = change.examine();
            passing = change.left();
        } else {
            ready = new ByteArrayInputStream(header.clone());
            passing = body();
        }
        return true;
    }

    /** Says whether whoever reads only looks whether something has come, and is not to wait for it here. */
    public void polled(boolean isPolled) {
        in.polled(isPolled);
    }

    /**
     * Waits until something has come, for as long as the socket's limit lets it.
     *
     * @throws java.net.SocketTimeoutException if nothing came in time
     * @throws java.io.EOFException if the connection has ended
     */
    public void await() throws IOException {
        if (ready.available() == 0) {
            in.await();
        }
    }

    @Override
    public int available() throws IOException {
        return ready.available() > 0 ? ready.available() : in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
