package dev.datamigration.testing.proxy;

import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Forwards TCP connections from a port of its own on 127.0.0.1 to a server. All faults apply to connections that exist
 * and to later ones, until taken back; those of both directions are independent. Safe from any thread.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;

    private final InetSocketAddress server;
    private final Map<Way, Valve> valves = Map.of(Way.ToServer, new Valve(), Way.ToClient, new Valve());
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final int port;
    private ServerSocket listener;
    private Thread serving;

    private TcpProxy(InetSocketAddress server) throws IOException {
        this.server = server;
        this.port = listen(FreePort.find());
    }

    /** A proxy that forwards; close it to end everything. */
    public static TcpProxy to(String host, int port) {
        try {
            return new TcpProxy(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where to connect, on 127.0.0.1; stays the same over {@link #refuse} and {@link #accept}. */
    public int port() {
        return port;
    }

    /** The same database by way of this proxy. */
    public DatabaseAccess before(DatabaseAccess direct) {
        return new DatabaseAccess(
                direct.side(),
                direct.type(),
                "127.0.0.1",
                port,
                direct.database(),
                direct.user(),
                direct.password(),
                direct.tls(),
                null,
                null);
    }

    /** How many connections are open through it. */
    public int open() {
        return connections.size();
    }

    /** How many bytes went on in this direction, over all connections. */
    public long passed(Way way) {
        return valves.get(way).passed();
    }

    /** Stops reading and forwarding in these directions, or in both if none is named. Every socket stays open. */
    public void freeze(Way... ways) {
        for (var way : ways.length == 0 ? Way.values() : ways) {
            valves.get(way).freeze(true);
        }
    }

    /** Goes on with what waited; undoes {@link #freeze}, in both directions. */
    public void thaw() {
        valves.values().forEach(valve -> valve.freeze(false));
    }

    /** Holds back everything that is read, at most 16 KiB at once, for so long. {@link Duration#ZERO} ends it. */
    public void delay(Way way, Duration delay) {
        valves.get(way).delay(delay);
    }

    /**
     * Throws away what the server sends on one connection from now on, while its acknowledgements go on.
     *
     * @param port that the server sees the connection come from
     */
    public void swallow(int port) {
        connections.stream()
                .filter(connection -> connection.portAtServer() == port)
                .forEach(ProxiedConnection::swallow);
    }

    /** Lets so many bytes a second through, over all connections; 0 ends it. */
    public void throttle(Way way, long bytesPerSecond) {
        valves.get(way).throttle(bytesPerSecond);
    }

    /** Resets every open connection at both ends. Later ones are served. */
    public void cut() {
        connections.forEach(ProxiedConnection::close);
    }

    /** Refuses new connections as a port does on which nobody listens; open ones go on. */
    public synchronized void refuse() {
        try {
            listener.close();
            serving.join(); // until then the port still takes connections
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Serves new connections again. */
    public synchronized void accept() {
        if (listener.isClosed()) {
            try {
                listen(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        refuse();
        cut();
    }

    private synchronized int listen(int wanted) throws IOException {
        var opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), wanted));
        listener = opened;
        var thread = new Thread(() -> serve(opened), "proxy-" + opened.getLocalPort());
        thread.setDaemon(true);
        thread.start();
        serving = thread;
        return opened.getLocalPort();
    }

    private void serve(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                forward(from.accept());
            } catch (IOException e) {
                // closed, or one connection that did not come about
            }
        }
    }

    /** A server that does not answer refuses this connection, as it would refuse the client itself. */
    private void forward(Socket client) {
        var behind = new Socket();
        try {
            behind.connect(server, CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
        } catch (IOException e) {
            ProxiedConnection.reset(client);
            ProxiedConnection.reset(behind);
            return;
        }
        var connection = new ProxiedConnection(client, behind, valves, connections::remove);
        connections.add(connection);
        connection.start();
    }
}
