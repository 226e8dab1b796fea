package dev.datamigration.testing.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyIT {
    private static final int SILENCE_MILLIS = 200;

    private ServerSocket echo;
    private TcpProxy proxy;
    private Socket client;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0);
        var thread = new Thread(this::echo, "echo");
        thread.setDaemon(true);
        thread.start();
        proxy = TcpProxy.to("127.0.0.1", echo.getLocalPort());
        client = connect();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        proxy.close();
        echo.close();
    }

    @Test
    void forwardsBothWaysAndPassesOnTheEnd() throws IOException {
        assertThat(answer(client, 7)).isEqualTo(7);
        client.shutdownOutput();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        await().until(() -> proxy.open() == 0);
    }

    @Test
    void keepsAFrozenConnectionOpenAndLaterGoesOn() throws IOException {
        proxy.freeze(Way.ToClient);
        client.getOutputStream().write(1);
        await().until(() -> proxy.passed(Way.ToServer) == 1);
        assertSilent();

        proxy.thaw();
        assertThat(read()).isEqualTo(1);

        proxy.freeze(Way.ToServer);
        client.getOutputStream().write(2);
        assertSilent();
        assertThat(proxy.passed(Way.ToServer)).isEqualTo(1);

        proxy.thaw();
        assertThat(read()).isEqualTo(2);
    }

    @Test
    void cutsAConnectionEvenWhileItIsFrozen() throws IOException {
        answer(client, 1);
        proxy.freeze();
        client.getOutputStream().write(1);
        proxy.cut();
        assertThatThrownBy(this::read).isInstanceOf(IOException.class);
        assertThat(proxy.open()).isZero();

        proxy.thaw();
        try (var later = connect()) {
            assertThat(answer(later, 3)).isEqualTo(3);
        }
    }

    @Test
    void refusesNewConnectionsOnlyAndServesThemAgain() throws IOException {
        answer(client, 1);
        proxy.refuse();
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
        assertThat(answer(client, 2)).isEqualTo(2);

        proxy.accept();
        try (var later = connect()) {
            assertThat(answer(later, 3)).isEqualTo(3);
        }
    }

    @Test
    void delaysAndThrottles() throws IOException {
        var begun = System.nanoTime();
        proxy.delay(Way.ToServer, Duration.ofMillis(150));
        assertThat(answer(client, 1)).isEqualTo(1);
        proxy.delay(Way.ToServer, Duration.ZERO);
        proxy.throttle(Way.ToClient, 10);
        answer(client, 2);
        answer(client, 3);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(250));
    }

    private Socket connect() throws IOException {
        var socket = new Socket("127.0.0.1", proxy.port());
        socket.setSoTimeout(90_000);
        return socket;
    }

    private int answer(Socket socket, int asked) throws IOException {
        socket.getOutputStream().write(asked);
        return socket.getInputStream().read();
    }

    private int read() throws IOException {
        return client.getInputStream().read();
    }

    private void assertSilent() throws IOException {
        client.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(this::read).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(90_000);
    }

    private void echo() {
        while (!echo.isClosed()) {
            try {
                var accepted = echo.accept();
                var thread = new Thread(() -> answer(accepted), "echo-one");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // closed
            }
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // the test is over
        }
    }
}
