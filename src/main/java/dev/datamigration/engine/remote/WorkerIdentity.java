package dev.datamigration.engine.remote;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Says what a worker shows the operator, and the operator the worker. The certificate signs itself: it is trusted because it is
 * known, not because of who issued it.
 *
 * @param token 256 random bits
 * @param certificate PEM
 * @param key PEM (PKCS #8)
 */
public record WorkerIdentity(String token, String certificate, String key) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;
    private static final int SERIAL_BITS = 127;

    /** Longer than any migration: it lives as long as the worker's Secret. */
    private static final int VALID_DAYS = 3650;

    /** @param host the name that the worker is asked under; may begin with {@code *.} */
    public static WorkerIdentity create(String host) {
        try {
            var keys = keys();
            return new WorkerIdentity(newToken(), pem(certificate(host, keys)), pem(keys));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate could be made", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    private static X509CertificateHolder certificate(String host, KeyPair keys)
            throws OperatorCreationException, IOException {
        var name = new X500Name("CN=datamigration worker");
        var from = Instant.now().minus(1, ChronoUnit.DAYS); // clocks differ
        return new JcaX509v3CertificateBuilder(
                        name,
                        new java.math.BigInteger(SERIAL_BITS, RANDOM),
                        Date.from(from),
                        Date.from(from.plus(VALID_DAYS, ChronoUnit.DAYS)),
                        name,
                        keys.getPublic())
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, host)))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    }

    private static String pem(X509CertificateHolder certificate) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        }
        return text.toString();
    }

    private static String pem(KeyPair keys) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS8Generator(keys.getPrivate(), null));
        }
        return text.toString();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "WorkerIdentity[***]";
    }
}
