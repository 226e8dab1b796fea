package dev.datamigration.database.postgres.replication.pgoutput;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * A buffered stream whose buffer can be looked into, and which asks what it reads whether more is there only while it has
 * nothing itself: the driver asks before each message, and a socket answers by a call of the system.
 */
final class ReadAhead extends InputStream {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int end;
    private boolean polled;

    ReadAhead(InputStream in) {
        this.in = in;
    }

    /**
     * Says whether whoever reads only looks whether something is there. Then a read of nothing ends at once, as if its time were
     * over, and does not wait in the kernel, where each message that comes would wake it.
     */
    void polled(boolean isPolled) {
        polled = isPolled;
    }

    /**
     * Waits until there is something to read, as long as what it reads does.
     *
     * @throws SocketTimeoutException if nothing came in time; everything is as it was
     * @throws EOFException if nothing will
     */
    void await() throws IOException {
        if (buffered() == 0 && !fill()) {
            throw new EOFException("the server ended the connection");
        }
    }

    /** Returns how many bytes can be read without asking for more. */
    int buffered() {
        return end - next;
    }

    /** Copies bytes that are {@link #buffered} and leaves them there. */
    void peek(int at, byte[] target) {
        System.arraycopy(buffer, next + at, target, 0, target.length);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (buffered() == 0) {
            if (polled && in.available() == 0) {
                throw new SocketTimeoutException("nothing has come");
            }
            if (length >= BUFFER_BYTES) {
                return in.read(target, offset, length);
            }
            if (!fill()) {
                return -1;
            }
        }
        var count = Math.min(length, buffered());
        System.arraycopy(buffer, next, target, offset, count);
        next += count;
        return count;
    }

    /** Returns false at the end. A timeout leaves everything as it was. */
    private boolean fill() throws IOException {
        var count = in.read(buffer, 0, BUFFER_BYTES);
        next = 0;
        end = Math.max(0, count);
        return count > 0;
    }

    @Override
    public int available() throws IOException {
        return buffered() > 0 ? buffered() : in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
