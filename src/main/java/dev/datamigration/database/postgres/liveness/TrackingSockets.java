package dev.datamigration.database.postgres.liveness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/** Makes sockets that are found again by a ticket once the driver has connected them. */
public abstract class TrackingSockets extends SocketFactory {
    private static final Map<String, TrackedSocket> MADE = new ConcurrentHashMap<>();

    private final String ticket;
    private final long mostBytes;

    /**
     * @param ticket empty where nobody asks for the socket
     * @param mostBytes that are read from one
     */
    protected TrackingSockets(String ticket, long mostBytes) {
        this.ticket = ticket;
        this.mostBytes = mostBytes;
    }

    /** The last socket that was made for this ticket, of which nothing is remembered afterwards; null if there was none. */
    static TrackedSocket take(String ticket) {
        return MADE.remove(ticket);
    }

    /**
     * Called with each address before it is connected to.
     *
     * @throws IOException if it must not be
     */
    protected abstract void check(InetAddress address) throws IOException;

    @Override
    public Socket createSocket() {
        var socket = new TrackedSocket(this::check, mostBytes);
        if (!ticket.isEmpty()) {
            MADE.merge(ticket, socket, (earlier, later) -> later.after(earlier));
        }
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw onlyUnconnected();
    }

    private static UnsupportedOperationException onlyUnconnected() {
        return new UnsupportedOperationException("sockets are made here, and connected by the driver");
    }
}
