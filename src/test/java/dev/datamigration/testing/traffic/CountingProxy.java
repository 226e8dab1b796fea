package dev.datamigration.testing.traffic;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * Stands between one process and an API server, on this machine, and counts the requests by kind. It speaks plain HTTP to
 * the process and passes on what it gets with the rights of the client it was made from.
 */
public final class CountingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final URI server;
    private final SocketFactory sockets;
    private final ConcurrentHashMap<ApiRequest, LongAdder> requests = new ConcurrentHashMap<>();
    private final AtomicLong answered = new AtomicLong();
    private volatile boolean away;
    private volatile RequestGate gate = request -> Optional.empty();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private CountingProxy(ServerSocket listener, Config upstream) throws GeneralSecurityException, IOException {
        this.listener = listener;
        this.server = URI.create(upstream.getMasterUrl());
        this.sockets = server.getScheme().equals("https")
                ? SSLUtils.sslContext(upstream).getSocketFactory()
                : SocketFactory.getDefault();
    }

    public static CountingProxy start(Config upstream) {
        try {
            var proxy = new CountingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), upstream);
            begin("counting-proxy", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS to " + upstream.getMasterUrl(), e);
        }
    }

    /** Writes a kubeconfig by which a process goes this way. */
    public Path kubeconfig(Path file) {
        return kubeconfig(file, "");
    }

    /** @param token that of a service account, where the client this was made from has no rights of its own */
    public Path kubeconfig(Path file, String token) {
        try {
            return Files.writeString(file, """
                    apiVersion: v1
                    kind: Config
                    current-context: counted
                    contexts: [{name: counted, context: {cluster: counted, user: counted}}]
                    clusters: [{name: counted, cluster: {server: "http://127.0.0.1:%d"}}]
                    users: [{name: counted, user: {token: "%s"}}]
                    """.formatted(listener.getLocalPort(), token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that was counted so far. */
    public ApiTraffic traffic() {
        var counts = new TreeMap<ApiRequest, Long>();
        requests.forEach((request, count) -> counts.put(request, count.sum()));
        return new ApiTraffic(counts, answered.get());
    }

    /** Cuts every connection, and each new one at once: an API server that is away. The port stays its own. */
    public void cut() {
        away = true;
        closeConnections();
    }

    /** Cuts every connection once, watches among them. */
    public void cutOnce() {
        closeConnections();
    }

    /** Answers these requests so, in the server's stead. */
    public void refuse(Predicate<ApiRequest> requests, Refusal refusal) {
        gate = request -> requests.test(request) ? Optional.of(refusal) : Optional.empty();
    }

    /** Lets every request wait so long before it goes on. */
    public void delay(Duration delay) {
        gate = request -> {
            LockSupport.parkNanos(delay.toNanos());
            return Optional.empty();
        };
    }

    /** Ends {@link #cut}, {@link #refuse} and {@link #delay}. */
    public void mend() {
        away = false;
        gate = request -> Optional.empty();
    }

    private void accept() throws IOException {
        while (true) {
            var client = listener.accept();
            if (away) {
                client.close();
                continue;
            }
            begin("counting-proxy-connection", () -> connect(client));
        }
    }

    private void connect(Socket client) throws IOException {
        open.add(client);
        try (client;
                var upstream = sockets.createSocket(server.getHost(), server.getPort())) {
            open.add(upstream);
            if (away) {
                return; // it was cut before it was known of
            }
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            begin("counting-proxy-answers", () -> answer(upstream, client));
            new RequestStream(client.getInputStream(), upstream.getOutputStream(), client.getOutputStream(), this::ask)
                    .pass();
            open.remove(upstream);
        } finally {
            open.remove(client);
        }
    }

    /** Until either end closes the connection; the other one learns of it. */
    private void answer(Socket upstream, Socket client) throws IOException {
        try (client) {
            var buffer = new byte[65_536];
            var in = upstream.getInputStream();
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                client.getOutputStream().write(buffer, 0, read);
                answered.addAndGet(read);
            }
        }
    }

    private Optional<Refusal> ask(ApiRequest request) {
        requests.computeIfAbsent(request, unknown -> new LongAdder()).increment();
        return gate.refusal(request);
    }

    /** A thread that may end with the connection it serves. */
    private static void begin(String name, Passing passing) {
        var thread = new Thread(
                () -> {
                    try {
                        passing.run();
                    } catch (IOException e) {
                        System.getLogger(CountingProxy.class.getName())
                                .log(System.Logger.Level.DEBUG, "a connection ended: {0}", e.getMessage());
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Passing {
        void run() throws IOException;
    }

    private void closeConnections() {
        try {
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closeConnections();
    }
}
