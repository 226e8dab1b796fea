package dev.datamigration.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A port of 127.0.0.1 where no database answers, each in its way. */
final class DeadPort implements AutoCloseable {
    /** How a connection fares. */
    enum Way {
        /** It is refused at once. */
        Refuses,
        /** It is taken, and nothing is ever said on it. */
        SaysNothing,
        /** Its packets are dropped, as behind a firewall. */
        Drops
    }

    private final ServerSocket listener = new ServerSocket();
    private final List<Socket> full = new ArrayList<>();

    private DeadPort(int backlog) throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), backlog);
    }

    static DeadPort that(Way way) {
        try {
            var port = new DeadPort(way == Way.SaysNothing ? 4_096 : 1);
            if (way == Way.Drops) {
                port.fill();
            } else if (way == Way.Refuses) {
                port.listener.close();
            }
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Nothing is ever taken from the queue of connections: once it is full, the kernel drops what else comes. */
    private void fill() throws IOException {
        for (var taken = true; taken; ) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 1_000);
                full.add(socket);
            } catch (java.net.SocketTimeoutException e) {
                taken = false;
            }
        }
    }

    @Override
    public void close() {
        try {
            for (var socket : full) {
                socket.close();
            }
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
