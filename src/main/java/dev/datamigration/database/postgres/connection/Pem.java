package dev.datamigration.database.postgres.connection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Certificates and keys in the PEM format that the driver takes. */
final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
    private static final String PKCS1_BEGIN = "-----BEGIN RSA PRIVATE KEY-----";
    private static final String PKCS1_END = "-----END RSA PRIVATE KEY-----";

    /** PKCS #8's version 0 and the algorithm rsaEncryption (1.2.840.113549.1.1.1) without parameters, as DER. */
    private static final byte[] RSA_HEADER = {
        2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };

    private Pem() {}

    /** The authorities that this JVM trusts. */
    static String trustedByJvm() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        var text = new StringBuilder();
        for (var manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                for (var certificate : trust.getAcceptedIssuers()) {
                    text.append(block("CERTIFICATE", certificate.getEncoded()));
                }
            }
        }
        return text.toString();
    }

    /** The algorithm of the first certificate's key, for instance {@code RSA} or {@code EC}. */
    static String keyAlgorithm(String certificate) throws GeneralSecurityException {
        var bytes = new ByteArrayInputStream(certificate.getBytes(StandardCharsets.UTF_8));
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(bytes)
                .getPublicKey()
                .getAlgorithm();
    }

    /** The key as PKCS #8. Keys in PKCS #1, which cert-manager writes unless told otherwise, are wrapped. */
    static String asPkcs8(String key) {
        var begin = key.indexOf(PKCS1_BEGIN);
        var end = key.indexOf(PKCS1_END);
        if (begin < 0 || end < begin) {
            return key;
        }
        var pkcs1 = Base64.getMimeDecoder().decode(key.substring(begin + PKCS1_BEGIN.length(), end));
        return block("PRIVATE KEY", der(0x30, RSA_HEADER, der(0x04, pkcs1)));
    }

    /** One DER element: its tag, its length, its content. */
    private static byte[] der(int tag, byte[]... contents) {
        var length = Stream.of(contents).mapToInt(content -> content.length).sum();
        var lengthBytes = derLength(length);
        return concatenated(Stream.concat(Stream.of(new byte[] {(byte) tag}, lengthBytes), Arrays.stream(contents))
                .toArray(byte[][]::new));
    }

    /** The length in one byte, or in as few bytes as it takes after one that counts them; at most 65535. */
    private static byte[] derLength(int length) {
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        return length < 0x100
                ? new byte[] {(byte) 0x81, (byte) length}
                : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
    }

    private static byte[] concatenated(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String block(String type, byte[] content) {
        return Stream.of("-----BEGIN " + type + "-----", LINES.encodeToString(content), "-----END " + type + "-----")
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
