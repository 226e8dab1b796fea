package dev.datamigration.testing.proxy;

import dev.datamigration.testing.SelfSigned;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Somebody in between who has a certificate of their own: speaks TLS with the client and with the server, and passes on what
 * they say. If wanted, it hides from the client that the server can bind the login to its certificate.
 */
public final class TlsInterceptor implements AutoCloseable {
    private static final byte[] REQUEST = {0, 0, 0, 8, 4, (byte) 210, 22, 47};
    private static final int SASL = 10;

    private final ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final SSLContext own;
    private final SSLContext anonymous;
    private final int server;
    private final boolean hiding;

    /**
     * @param certificate its own
     * @param server port of the server on this machine
     * @param hiding whether it hides that the login can be bound
     */
    public TlsInterceptor(SelfSigned certificate, int server, boolean hiding)
            throws IOException, GeneralSecurityException {
        this.own = context(keys(certificate));
        this.anonymous = context(null);
        this.server = server;
        this.hiding = hiding;
        start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            var client = listening.accept();
            start(() -> serve(client));
        }
    }

    private void serve(Socket plainClient) throws IOException {
        try (plainClient;
                var plainServer = new Socket(InetAddress.getLoopbackAddress(), server)) {
            plainClient.getInputStream().readNBytes(REQUEST.length);
            plainClient.getOutputStream().write('S');
            plainServer.getOutputStream().write(REQUEST);
            plainServer.getInputStream().readNBytes(1);
            try (var toClient = tls(plainClient, false);
                    var toServer = tls(plainServer, true)) {
                start(() -> toClient.getInputStream().transferTo(toServer.getOutputStream()));
                question(
                        new DataInputStream(toServer.getInputStream()),
                        new DataOutputStream(toClient.getOutputStream()));
                toServer.getInputStream().transferTo(toClient.getOutputStream());
            }
        }
    }

    /** The server's first message. */
    private void question(DataInputStream from, DataOutputStream to) throws IOException {
        var type = from.readByte();
        var body = from.readNBytes(from.readInt() - 4);
        if (hiding && type == 'R' && new DataInputStream(new ByteArrayInputStream(body)).readInt() == SASL) {
            body = "\0\0\0\nSCRAM-SHA-256\0\0".getBytes(StandardCharsets.US_ASCII);
        }
        to.writeByte(type);
        to.writeInt(body.length + 4);
        to.write(body);
        to.flush();
    }

    private SSLSocket tls(Socket plain, boolean client) throws IOException {
        var context = client ? anonymous : own;
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
        socket.setUseClientMode(client);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context(KeyManager[] keys) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {new Anybody()}, null);
        return context;
    }

    private static KeyManager[] keys(SelfSigned own) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(own.certificate().getBytes(StandardCharsets.US_ASCII)));
        var key = Base64.getMimeDecoder().decode(own.key().replaceAll("-----[A-Z ]+-----", ""));
        store.setKeyEntry(
                "own",
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)),
                new char[0],
                new java.security.cert.Certificate[] {certificate});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        return keys.getKeyManagers();
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @FunctionalInterface
    private interface Talk {
        void run() throws IOException;
    }

    private static void start(Talk talk) {
        var thread = new Thread(() -> {
            try {
                talk.run();
            } catch (IOException e) {
                // one of the two went away, or the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
