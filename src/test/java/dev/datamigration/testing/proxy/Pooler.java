package dev.datamigration.testing.proxy;

import dev.datamigration.database.DatabaseAccess;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * What a client sees of a connection pooler: it speaks for the server, names a process of its own making in place of the
 * server's, by which it would find the session of the moment, and refuses parameters at the start that it does not know,
 * unless it is told to ignore them.
 */
public final class Pooler implements AutoCloseable {
    private static final int OWN_PROCESS = 1_900_000_001;
    private static final String PROTOCOL_VIOLATION = "08P01";

    private final DatabaseAccess server;
    private final boolean ignoresParameters;
    private final ServerSocket listener;

    private Pooler(DatabaseAccess server, boolean ignoresParameters) throws IOException {
        this.server = server;
        this.ignoresParameters = ignoresParameters;
        this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        thread(this::serve);
    }

    /** @param ignoresParameters whether it lets clients in that send parameters which it does not know */
    public static Pooler before(DatabaseAccess server, boolean ignoresParameters) {
        try {
            return new Pooler(server, ignoresParameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database by way of the pooler. */
    public DatabaseAccess access() {
        return new DatabaseAccess(
                server.side(),
                server.type(),
                "127.0.0.1",
                listener.getLocalPort(),
                server.database(),
                server.user(),
                server.password(),
                server.tls(),
                null,
                null);
    }

    private void serve() throws IOException {
        while (true) {
            var client = listener.accept();
            thread(() -> {
                try (client) {
                    if (ignoresParameters) {
                        relay(client);
                    } else {
                        refuse(client);
                    }
                }
            });
        }
    }

    private void refuse(Socket client) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        in.readNBytes(in.readInt() - 4);
        var fields = "SFATAL\0VFATAL\0C" + PROTOCOL_VIOLATION + "\0Munsupported startup parameter: options\0\0";
        var out = new DataOutputStream(client.getOutputStream());
        out.writeByte('E');
        out.writeInt(fields.length() + 4);
        out.write(fields.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    private void relay(Socket client) throws IOException {
        try (var behind = new Socket(server.host(), server.port())) {
            passStart(new DataInputStream(client.getInputStream()), new DataOutputStream(behind.getOutputStream()));
            thread(() -> {
                client.getInputStream().transferTo(behind.getOutputStream());
                behind.shutdownOutput();
            });
            var in = new DataInputStream(behind.getInputStream());
            var out = new DataOutputStream(client.getOutputStream());
            for (var kind = in.read(); kind >= 0; kind = in.read()) {
                var length = in.readInt();
                var body = in.readNBytes(length - 4);
                out.writeByte(kind);
                out.writeInt(length);
                if (kind == 'K') {
                    out.writeInt(OWN_PROCESS);
                    out.write(body, 4, body.length - 4);
                } else {
                    out.write(body);
                }
                out.flush();
            }
        }
    }

    /** The first message of a client, of which it takes who wants to go where and nothing else. */
    private static void passStart(DataInputStream in, DataOutputStream out) throws IOException {
        var message = in.readNBytes(in.readInt() - 4);
        var words = new String(message, 4, message.length - 4, StandardCharsets.UTF_8).split("\0");
        var kept = new StringBuilder();
        for (var i = 0; i + 1 < words.length; i += 2) {
            if (!words[i].equals("options")) {
                kept.append(words[i]).append('\0').append(words[i + 1]).append('\0');
            }
        }
        var bytes = kept.append('\0').toString().getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length + 8);
        out.write(message, 0, 4);
        out.write(bytes);
        out.flush();
    }

    private static void thread(Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // one of the ends was closed
                    }
                },
                "pooler");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
