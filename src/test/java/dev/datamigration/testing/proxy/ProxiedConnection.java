package dev.datamigration.testing.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.function.Consumer;

/** One connection of a client and its counterpart to the server; an end of either half is passed on to the other. */
final class ProxiedConnection {
    /** So little that a connection which is slowed down does not race ahead by a bufferful. */
    private static final int CHUNK_BYTES = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final Map<Way, Valve> valves;
    private final Consumer<ProxiedConnection> onEnd;
    private volatile boolean swallowing;
    private int ended;
    private boolean closed;

    ProxiedConnection(Socket client, Socket server, Map<Way, Valve> valves, Consumer<ProxiedConnection> onEnd) {
        this.client = client;
        this.server = server;
        this.valves = valves;
        this.onEnd = onEnd;
    }

    void start() {
        thread(client, server, Way.ToServer);
        thread(server, client, Way.ToClient);
    }

    private void thread(Socket from, Socket to, Way way) {
        var thread = new Thread(() -> pump(from, to, valves.get(way)), "proxy-" + way);
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(Socket from, Socket to, Valve valve) {
        try {
            var buffer = new byte[CHUNK_BYTES];
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                valve.pass(count, System.nanoTime(), this);
                if (!swallowing || to != client) {
                    out.write(buffer, 0, count);
                }
            }
            valve.pass(0, System.nanoTime(), this);
            to.shutdownOutput();
            halfEnded();
        } catch (IOException e) {
            close();
        }
    }

    /** The port that the server sees it come from. */
    int portAtServer() {
        return server.getLocalPort();
    }

    /** What the server sends is taken and thrown away from now on. */
    void swallow() {
        swallowing = true;
    }

    private void halfEnded() {
        boolean both;
        synchronized (this) {
            both = ++ended == 2;
        }
        if (both) {
            close();
        }
    }

    synchronized void throwIfClosed() throws IOException {
        if (closed) {
            throw new IOException("the connection is closed");
        }
    }

    /** Ends both halves with a reset, as a firewall does that has had enough. Idempotent. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        reset(client);
        reset(server);
        valves.values().forEach(Valve::wake);
        onEnd.accept(this);
    }

    static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it is gone already
        }
    }
}
