package dev.datamigration.database.postgres.liveness;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.util.Map;

/**
 * A socket that knows how long it has not been heard, whose kernel asks soon whether the other end is there, and that can be
 * given up by another thread even while it is in use.
 */
final class TrackedSocket extends Socket {
    /** A connection whose other end is gone without a word is broken after about a minute. */
    private static final Map<String, Integer> KEEP_ALIVE =
            Map.of("TCP_KEEPIDLE", 30, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 3);

    private final SocketActivity activity = new SocketActivity();
    private final Check check;
    private final long mostBytes;
    private volatile boolean taken;
    private volatile String givenUp;

    /** Decides whether an address may be connected to. */
    @FunctionalInterface
    interface Check {
        void check(InetAddress address) throws IOException;
    }

    /** @param mostBytes that are read from it */
    TrackedSocket(Check check, long mostBytes) {
        this.check = check;
        this.mostBytes = mostBytes;
    }

    @Override
    public void connect(SocketAddress where, int timeoutMillis) throws IOException {
        if (where instanceof InetSocketAddress address && !address.isUnresolved()) {
            check.check(address.getAddress());
        }
        super.connect(where, timeoutMillis);
        taken = true;
        setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        for (var option : supportedOptions()) {
            var value = KEEP_ALIVE.get(option.name());
            if (value != null) {
                set(option, value);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private void set(SocketOption<?> option, Integer value) throws IOException {
        setOption((SocketOption<Integer>) option, value);
    }

    /** For the next attempt at the same connection. */
    TrackedSocket after(TrackedSocket earlier) {
        taken |= earlier.taken;
        return this;
    }

    /** Returns whether something took the connection, or that of an earlier attempt. */
    boolean wasTaken() {
        return taken;
    }

    long silentNanos() {
        return activity.silentNanos(System.nanoTime());
    }

    /** Breaks it: whoever waits for it is told this. */
    void giveUp(String why) {
        givenUp = why;
        try {
            super.close();
        } catch (IOException e) {
            // it is gone already
        }
    }

    private IOException told(IOException error) {
        return givenUp == null ? error : new GivenUpException(givenUp, error);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            private long left = mostBytes;

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                var heard = true;
                activity.readBegins(System.nanoTime());
                try {
                    return counted(in.read(target, offset, length));
                } catch (SocketTimeoutException e) {
                    heard = false;
                    throw e;
                } catch (IOException e) {
                    throw told(e);
                } finally {
                    activity.readEnds(System.nanoTime(), heard);
                }
            }

            /** The driver keeps whatever a message says that it holds. */
            private int counted(int bytes) throws IOException {
                left -= bytes;
                if (left < 0) {
                    throw new SocketException("the server said more than %d bytes".formatted(mostBytes));
                }
                return bytes;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                activity.writeBegins(System.nanoTime());
                try {
                    out.write(bytes, offset, length);
                } catch (IOException e) {
                    throw told(e);
                } finally {
                    activity.writeEnds();
                }
            }
        };
    }
}
