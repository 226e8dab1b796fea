package dev.datamigration.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Says that it is PostgreSQL, says something of its own to whoever comes, and keeps what it is told. */
public final class HostileServer implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final ServerSocket socket;
    private final byte[] question;
    private final long more;
    private final AtomicLong said = new AtomicLong();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private HostileServer(byte[] question) throws IOException {
        this(question, 0);
    }

    private HostileServer(byte[] question, long more) throws IOException {
        this.question = question;
        this.more = more;
        this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::serve, "hostile-server");
        thread.setDaemon(true);
        thread.start();
    }

    public static HostileServer askingForPassword() throws IOException {
        return new HostileServer(authentication(3, new byte[0]));
    }

    public static HostileServer askingForMd5() throws IOException {
        return new HostileServer(authentication(5, new byte[] {1, 2, 3, 4}));
    }

    public static HostileServer askingForScram() throws IOException {
        return new HostileServer(authentication(10, "SCRAM-SHA-256\0\0".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Lets everybody in without a question. */
    public static HostileServer askingNothing() throws IOException {
        return new HostileServer(authentication(0, new byte[0]));
    }

    /** Says an error whose text is as long as a message can be, and goes on with it for so many bytes. */
    public static HostileServer erringAtLength(long bytes) throws IOException {
        var beginning = new ByteArrayOutputStream();
        beginning.write('E');
        beginning.writeBytes(number(Integer.MAX_VALUE));
        beginning.write('M');
        return new HostileServer(beginning.toByteArray(), bytes);
    }

    /** The most bytes that one of those who came has taken. */
    public long said() {
        return said.get();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Everything that was sent to it after the question. */
    public synchronized String heard() {
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] authentication(int kind, byte[] rest) {
        var message = new ByteArrayOutputStream();
        message.write('R');
        message.writeBytes(number(8 + rest.length));
        message.writeBytes(number(kind));
        message.writeBytes(rest);
        return message.toByteArray();
    }

    private static byte[] number(int value) {
        return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    private void serve() {
        try {
            while (true) {
                var client = socket.accept();
                var thread = new Thread(() -> serve(client), "hostile-server-client");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    /** Each by itself: who is let wait by one is no reason for another to. */
    private void serve(Socket client) {
        try (client) {
            talk(client);
        } catch (IOException e) {
            // the client went away
        }
    }

    private void talk(Socket client) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        var out = new DataOutputStream(client.getOutputStream());
        while (isRequestForEncryption(in.readNBytes(in.readInt() - 4))) {
            out.writeByte('N');
            out.flush();
        }
        out.write(question);
        out.flush();
        var part = new byte[64 << 10];
        for (var sent = 0L; sent < more; sent += part.length) {
            out.write(part);
            said.accumulateAndGet(sent + part.length, Math::max);
        }
        for (var octet = in.read(); octet >= 0; octet = in.read()) {
            hear(octet);
        }
    }

    private synchronized void hear(int octet) {
        heard.write(octet);
    }

    private static boolean isRequestForEncryption(byte[] startup) throws IOException {
        var code = new DataInputStream(new java.io.ByteArrayInputStream(startup)).readInt();
        return code == SSL_REQUEST || code == GSS_REQUEST;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
