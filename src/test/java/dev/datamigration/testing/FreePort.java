package dev.datamigration.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that begin to listen later, or listen at the same port again. They are below those that the kernel gives
 * to connections: one of these could be taken by anybody's connection at any moment.
 */
public final class FreePort {
    private static final int FIRST = 15_000;
    private static final int COUNT = 17_000;

    /** Test runs beside this one look for ports, too. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePort() {}

    /** One on which nobody listens, and which this process was not given before. */
    public static int find() {
        for (var attempt = 0; attempt < COUNT; attempt++) {
            var port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " on");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (java.net.BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
